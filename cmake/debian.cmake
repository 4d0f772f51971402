# Run by CPack on what it is about to pack: where Debian has its own place or form for a file.
function(compress file)
  execute_process(COMMAND gzip -9n ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

execute_process(COMMAND date --utc -R -d ${CPACK_NEWSPRINT_DATE} OUTPUT_VARIABLE date COMMAND_ERROR_IS_FATAL ANY)
file(GLOB folders ${CPACK_TEMPORARY_DIRECTORY}/*)  # one a package
foreach(folder ${folders})
  get_filename_component(component ${folder} NAME)
  string(TOUPPER ${component} component)
  set(package ${CPACK_DEBIAN_${component}_PACKAGE_NAME})
  set(share ${folder}/usr/share)
  set(documents ${share}/doc/${package})

  if(EXISTS ${share}/zsh/site-functions)
    file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
  endif()
  file(GLOB pages ${share}/man/man1/*.1)
  foreach(page ${pages})
    compress(${page})
  endforeach()

  if(NOT package STREQUAL newsprint)
    file(RENAME ${share}/doc/newsprint ${documents})
  endif()
  configure_file(${CMAKE_CURRENT_LIST_DIR}/../LICENSE ${documents}/copyright COPYONLY)
  if(EXISTS ${documents}/CHANGELOG.md)
    file(RENAME ${documents}/CHANGELOG.md ${documents}/changelog)
    compress(${documents}/changelog)
  endif()
  file(WRITE ${documents}/changelog.Debian
"newsprint (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium

  * Packed by CPack, of this version's sources.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}")
  compress(${documents}/changelog.Debian)
endforeach()
