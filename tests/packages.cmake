# Makes the Debian packages of a build in an empty folder: cmake -DCPACK=... -DCONFIG=... -DPACKAGES=... -P packages.cmake
file(REMOVE_RECURSE ${PACKAGES})
execute_process(COMMAND ${CPACK} --config ${CONFIG} -G DEB -B ${PACKAGES} COMMAND_ERROR_IS_FATAL ANY)
