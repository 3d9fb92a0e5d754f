// A rule in the words of the policy language, as a person would write it: what the parser is asked to read.
#pragma once

#include <string>

#include "rules/model.h"

namespace lapse::tests {

// "{ any: [...] }" where one of several is enough, a list where there are several, else the thing itself.
std::string text_of(const rules::Rule& rule);
std::string text_of(const std::vector<rules::AnyOf>& conditions);  // "[kind is user, mobile is missing]"

}  // namespace lapse::tests
