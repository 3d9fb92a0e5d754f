# The libraries lapse is built with, as targets. All of them are Debian packages: packaging/dependencies.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)  # Boost::headers carries Asio
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(date REQUIRED)  # date::date-tz
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(PkgConfig REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)

# lapse_system_library(<name> <header> <package> <library>...): target lapse_<name>, alias lapse::<name>, for a
# library that brings neither a CMake configuration nor a pkg-config file.
function(lapse_system_library name header package)
  find_path(${name}_INCLUDE_DIR "${header}")
  set(libraries "")
  foreach(library IN LISTS ARGN)
    find_library(${library}_LIBRARY "${library}")
    list(APPEND libraries "${${library}_LIBRARY}")
  endforeach()
  if(NOT ${name}_INCLUDE_DIR OR libraries MATCHES "NOTFOUND")
    message(FATAL_ERROR "${name}: ${header} or one of \"${ARGN}\" is missing. "
                        "On Debian: apt-get install ${package}, or run packaging/install-dependencies.")
  endif()
  mark_as_advanced(${name}_INCLUDE_DIR)
  add_library(lapse_${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(lapse_${name} SYSTEM INTERFACE "${${name}_INCLUDE_DIR}")
  target_link_libraries(lapse_${name} INTERFACE ${libraries})
  add_library(lapse::${name} ALIAS lapse_${name})
endfunction()

lapse_system_library(soci soci/soci.h "libsoci-dev libsqlite3-dev libpq-dev libmariadb-dev"
  soci_core soci_sqlite3 sqlite3 soci_postgresql pq soci_mysql mariadb)
find_path(MARIADB_INCLUDE_DIR mysql.h PATH_SUFFIXES mariadb REQUIRED)
target_include_directories(lapse_soci SYSTEM INTERFACE "${MARIADB_INCLUDE_DIR}")
find_path(POSTGRESQL_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
target_include_directories(lapse_soci SYSTEM INTERFACE "${POSTGRESQL_INCLUDE_DIR}")
# Sources over ODBC, where it can be had.
find_path(ODBC_INCLUDE_DIR sqlext.h)
find_library(soci_odbc_LIBRARY soci_odbc)
if(ODBC_INCLUDE_DIR AND soci_odbc_LIBRARY)
  target_link_libraries(lapse_soci INTERFACE "${soci_odbc_LIBRARY}")
  target_compile_definitions(lapse_soci INTERFACE LAPSE_WITH_ODBC)
endif()
mark_as_advanced(ODBC_INCLUDE_DIR soci_odbc_LIBRARY)
lapse_system_library(csv csv.h libcsv-dev csv)
lapse_system_library(mustache kainjow/mustache.hpp libkainjow-mustache-dev)
