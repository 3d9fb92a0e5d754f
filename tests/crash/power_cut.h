// Cuts the power of a database: at its n-th write, or when its n-th commit is done and the answer is under
// way.
#pragma once

#include <string_view>

#include "adapters/sql/database.h"

namespace lapse::tests {

class PowerCut {
 public:
  enum class Kind {
    once,          // one write fails, and the world goes on
    for_ever,      // that write and all that follow
    after_commit,  // the commit is done, nobody hears of it, and nothing works any more
  };

  PowerCut(Kind kind, int number) : kind_(kind), number_(number) {}

  // The cut lives as long as the database does.
  void watch(adapters::sql::Database& database) {
    database.on_write([this](std::string_view sql) { hear(sql); });
  }

  int writes() const { return writes_; }
  int commits() const { return commits_; }

 private:
  void hear(std::string_view sql) {
    const bool committed = sql == "committed";
    ++(committed ? commits_ : writes_);
    const bool counts = committed == (kind_ == Kind::after_commit);
    const int now = kind_ == Kind::after_commit ? commits_ : writes_;
    const bool hit =
        kind_ == Kind::once ? counts && now == number_ : now > number_ || (counts && now == number_);
    if (hit) throw engine::StoreError("the power was cut");
  }

  Kind kind_;
  int number_;
  int writes_ = 0;
  int commits_ = 0;
};

}  // namespace lapse::tests
