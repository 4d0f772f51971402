# What is installed where: `newsprint`, what a user needs, and `dev`, what a program that uses the library needs.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(NEWSPRINT_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/newsprint)
get_target_property(library_type newsprint TYPE)
if(library_type STREQUAL STATIC_LIBRARY)
  set(NEWSPRINT_IS_STATIC ON)
endif()

install(TARGETS newsprint EXPORT newsprint-targets
        RUNTIME COMPONENT newsprint
        LIBRARY COMPONENT newsprint NAMELINK_COMPONENT dev
        ARCHIVE COMPONENT dev
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY lib/include/newsprint TYPE INCLUDE COMPONENT dev)
install(EXPORT newsprint-targets NAMESPACE newsprint:: DESTINATION ${NEWSPRINT_CMAKE_DIR} COMPONENT dev)

configure_package_config_file(cmake/newsprint-config.cmake.in ${PROJECT_BINARY_DIR}/newsprint-config.cmake
                              INSTALL_DESTINATION ${NEWSPRINT_CMAKE_DIR} NO_SET_AND_CHECK_MACRO
                              NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/newsprint-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/newsprint-config.cmake ${PROJECT_BINARY_DIR}/newsprint-config-version.cmake
              cmake/dependencies.cmake
        DESTINATION ${NEWSPRINT_CMAKE_DIR} COMPONENT dev)

# A static library needs the others by name.
set(NEWSPRINT_PC_REQUIRES "absl_status absl_statusor")
if(NEWSPRINT_IS_STATIC)
  string(APPEND NEWSPRINT_PC_REQUIRES " absl_flat_hash_map absl_flat_hash_set absl_strings absl_time libhwy simdjson tbb"
                                      " zlib libxxhash libzstd libutf8proc")
  set(NEWSPRINT_PC_LIBS "-lcld2 -lstemmer -pthread")
endif()
file(RELATIVE_PATH NEWSPRINT_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)  # so that it may be installed anywhere
configure_file(cmake/newsprint.pc.in ${PROJECT_BINARY_DIR}/newsprint.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/newsprint.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT dev)
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT dev)

if(NEWSPRINT_BUILD_PROGRAMS)
  install(TARGETS newsprint_cli COMPONENT newsprint)
  install(FILES cli/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME manual.md COMPONENT newsprint)
  install(FILES cli/output.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT newsprint)
  install(FILES corpus/families.jsonl DESTINATION ${CMAKE_INSTALL_DATADIR}/newsprint COMPONENT newsprint)  # to try it on
  set(manual ${PROJECT_BINARY_DIR}/cli/manual)
  install(FILES ${manual}/newsprint.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT newsprint)
  install(FILES ${manual}/newsprint DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT newsprint)
  install(FILES ${manual}/_newsprint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT newsprint)
  install(FILES ${manual}/newsprint.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT newsprint)
endif()
