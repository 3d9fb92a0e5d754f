# Language, warnings, sanitizers and ccache: one place for everything said to the compiler.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(floor 12)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(floor 15)
else()
  message(FATAL_ERROR "lapse is built with g++ 12 or newer, or clang 15 or newer; "
                      "this is ${CMAKE_CXX_COMPILER_ID}. Choose one with -DCMAKE_CXX_COMPILER=g++")
endif()
if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS floor)
  message(FATAL_ERROR "lapse needs C++20 as g++ 12 or clang 15 speak it; "
                      "${CMAKE_CXX_COMPILER} is ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}. "
                      "On Debian 12 the default g++ is new enough.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

include_directories("${PROJECT_SOURCE_DIR}")  # every include is written from the root: "rules/model.h"
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(LAPSE_WERROR)
  add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_definitions(BOOST_ASIO_HAS_CO_AWAIT=1)  # Boost 1.74 does not detect it
endif()

if(LAPSE_SANITIZE)
  add_compile_options(-fsanitize=${LAPSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LAPSE_SANITIZE})
  if(LAPSE_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr)  # SOCI's packaged libraries carry no type information for it
    add_link_options(-fno-sanitize=vptr)
  endif()
endif()

if(LAPSE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
