# Debian packages: newsprint, and libnewsprint-dev. Their contents are those of install.cmake, as Debian wants them (debian.cmake).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The newsprint authors <newsprint@localhost>" CACHE STRING "Maintainer of the packages")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian.cmake)
set(CPACK_NEWSPRINT_DATE ${NEWSPRINT_DATE})  # for debian.cmake
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL newsprint dev)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_NEWSPRINT_PACKAGE_NAME newsprint)
set(CPACK_DEBIAN_NEWSPRINT_PACKAGE_SECTION text)
set(CPACK_DEBIAN_NEWSPRINT_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_NEWSPRINT_DESCRIPTION
"newsprint reads a news corpus and finds each pair of articles in which one
reuses the other's text: what kind of reuse it is, who took from whom, and word
by word what was kept, changed, dropped and added.")
set(CPACK_DEBIAN_DEV_PACKAGE_NAME libnewsprint-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
    "libabsl-dev, libcld2-dev, libhwy-dev, libsimdjson-dev, libstemmer-dev, libtbb-dev, libutf8proc-dev, libxxhash-dev, libzstd-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION
"The C++ library of newsprint, with its headers and what CMake and pkg-config
need to find it.")
include(CPack)
