# Writes OUTPUT, a header with the revision of SOURCE: "44c0ea8", with a '+' when files were changed since, "" outside of a
# checkout of the project itself. Touches it only when it changes, so that nothing is built again without need.
set(revision "")
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --show-toplevel OUTPUT_VARIABLE top OUTPUT_STRIP_TRAILING_WHITESPACE
                  ERROR_QUIET)
  file(REAL_PATH ${SOURCE} source)
  if(top STREQUAL source)
    execute_process(COMMAND ${GIT} --no-optional-locks -C ${SOURCE} describe --always --exclude=* --abbrev=9 --dirty=+ OUTPUT_VARIABLE revision
                    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()
set(header "#define NEWSPRINT_REVISION \"${revision}\"\n")
set(written "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} written)
endif()
if(NOT written STREQUAL header)
  file(WRITE ${OUTPUT} ${header})
endif()
