#include "adapters/cli/commands.h"

#include <algorithm>
#include <array>

namespace lapse::adapters::cli {
namespace {

constexpr int kAnyNumber = 1000;

constexpr std::array kCommonOptions{
    Option{"config", "FILE", "configuration; else $LAPSE_CONFIG, /etc/lapse/lapse.yaml, ./lapse.yaml"},
    Option{"json", "", "answer in JSON"},
    Option{"verbose", "", "say more on stderr"},
    Option{"quiet", "",
           "only warnings and errors on stderr; import, run, replay, undo, deliver, work print no report"},
    Option{"help", "", "this text"},
    Option{"version", "", "print the version"},
};

constexpr Option kAsOf{"as-of", "T", "decide at this instant, e.g. 2026-04-02T06:30:00Z"};
constexpr Option kDryRun{"dry-run", "", "decide and print the plan; write nothing"};

constexpr std::array kInitOptions{
    Option{"sample", "DIR", "write a complete trial into DIR, which must be empty or not exist"},
    Option{"simulated-clock", "FROM", "a new database whose clock stands at FROM and is moved by runs"},
};
constexpr std::array kCheckOptions{
    Option{"connect", "", "also try the database and the mail server; change and send nothing"},
    Option{"timeline", "", "also print and prove how soon, and after which warnings, each state comes"},
};
constexpr std::array kTestOptions{
    Option{"run", "NAME", "only tests with NAME in their names"},
    Option{"mutate", "", "then change the policy in small ways, and name those that no test notices"},
    Option{"every-wakeup", "", "look at every wake-up, also where nobody can be due; slower"},
    Option{"junit", "FILE", "also write the results as JUnit XML"},
};
constexpr std::array kPlanOptions{
    kAsOf,
    Option{"rule", "RULE", "this rule only"},
    Option{"save", "", "keep the plan under a name, to be approved and applied"},
    Option{"policy", "FILE", "what this edition would do tonight beside the one in force; adopt nothing"},
};
constexpr std::array kRunOptions{
    kDryRun,
    kAsOf,
    Option{"no-import", "", "leave the sources alone"},
};
constexpr std::array kApproveOptions{
    Option{"reason", "R", "why it may pass the guard; goes into the record"},
};
constexpr std::array kApplyOptions{
    Option{"dry-run", "", "say what it would do; write nothing"},
    kAsOf,
    Option{"no-import", "", "leave the sources alone"},
};
constexpr std::array kWorkOptions{
    Option{"wait", "DURATION", "wait so long for a run to begin: 90s, 10m, 2h"},
};
constexpr std::array kExplainOptions{Option{"at", "T", "judge at this instant instead of now"}};
constexpr std::array kReplayOptions{
    Option{"account", "ID", "this account only"},
    kDryRun,
};
constexpr std::array kUndoOptions{
    Option{"reason", "R", "why it is taken back; goes into the record"},
    Option{"dry-run", "", "say what could be taken back; write nothing"},
};
constexpr std::array kStatusOptions{
    Option{"metrics", "", "print it as metrics for Prometheus"},
    Option{"metrics-file", "PATH", "write them into this file instead, as a whole"},
};
constexpr std::array kPurgeAgainOptions{
    Option{"reason", "R", "why; goes into the record"},
    Option{"dry-run", "", "name the accounts; write nothing"},
    Option{"begin-anew", "", "the record is lost: begin a new one from the database"},
};
constexpr Option kReason{"reason", "R", "why; goes into the record"};
constexpr Option kReference{"reference", "REF", "of the call or the ticket"};
constexpr Option kOnBehalf{"on-behalf", "WHO", "who asked for it"};
constexpr Option kRole{"role", "ROLE",
                       "act in this role; else the first that the policy and your groups allow"};
constexpr Option kFrom{"from", "FILE",
                       "one account per line of a CSV file; what a line leaves out, options say"};
constexpr Option kTryDeed{"dry-run", "", "say what would be done or refused; change nothing"};
constexpr Option kOverride{"override", "REASON",
                           "why it is right although another account speaks against it"};
constexpr std::array kLeaverOptions{kReason, kReference, kOnBehalf, kRole, kFrom, kTryDeed};
constexpr std::array kJoinOptions{
    Option{"new-organisation", "CODE", "where the account goes"},
    Option{"administered-by", "WHO", "who administers it there; else it stays as it is"},
    kReason,
    kReference,
    kOnBehalf,
    kRole,
    kOverride,
    kFrom,
    kTryDeed};
constexpr std::array kHoldOptions{
    Option{"until", "T", "its end: a day, which it still covers, or an instant; else until it is released"},
    kReason,
    kReference,
    kOnBehalf,
    kRole,
    kFrom,
    kTryDeed};
constexpr std::array kReleaseOptions{kReason, kReference, kOnBehalf, kRole, kFrom, kTryDeed};
constexpr std::array kRestoreOptions{
    Option{"email-address", "A", "the address that the caller gives; it has to match"},
    Option{"mobile-number", "N", "the number that the caller gives; it has to match"},
    Option{"shared-mailbox", "M", "the site's shared mailbox that asked: its id or its address"},
    kReason,
    kReference,
    kOnBehalf,
    kRole,
    kOverride,
    kFrom,
    kTryDeed};
constexpr std::array kAcknowledgeOptions{
    Option{"reason", "R", "why the engine did not look, or the clock was wrong; goes into the record"},
    Option{"clock-was-ahead", "", "the last run was at a time that has not come: go on from now"},
};

constexpr std::array kCorrectOptions{
    Option{"last-used", "T", "when the account was really used last"},
    Option{"from", "FILE", "many accounts: CSV with the columns id and last_used"},
    Option{"approve", "ID", "approve what another person asked for"},
    Option{"reason", "R", "why, and how it is known; goes into the record"},
};
constexpr std::array kBelieveOptions{
    Option{"reason", "R", "how you know that it is right; goes into the record"},
};

constexpr std::array kCommands{
    Command{"init", "", 0, 0, "create the database or bring it up to date", Needs::nothing, kInitOptions,
            "lapse init --sample trial\n"
            "lapse init --config /etc/lapse/lapse.yaml\n"
            "lapse init --simulated-clock 2026-01-05T00:00:00Z",
            run_init},
    Command{"import",
            "[SOURCE...]",
            0,
            kAnyNumber,
            "pull sources through staging and trust checks into the accounts",
            Needs::database_write,
            {},
            "lapse import\n"
            "lapse import accounts logins",
            run_import},
    Command{"check", "[POLICY]", 0, 1,
            "find all errors of configuration, policy, texts and calendar; needs no database", Needs::nothing,
            kCheckOptions,
            "lapse check\n"
            "lapse check policy/nas.yaml --json\n"
            "lapse check --timeline\n"
            "lapse check --connect",
            run_check},
    Command{"test", "FILE...", 1, kAnyNumber, "tell policy tests: little stories that must end as they say",
            Needs::nothing, kTestOptions,
            "lapse test policy/nas.test.yaml\n"
            "lapse test policy/nas.test.yaml --run \"last day\"\n"
            "lapse test policy/nas.test.yaml --mutate",
            run_test},
    Command{"schema",
            "",
            0,
            0,
            "print the JSON Schema of a policy, for editors",
            Needs::nothing,
            {},
            "lapse schema\n"
            "lapse schema > policy/policy.schema.json",
            run_schema},
    Command{"plan", "", 0, 0, "say what a run would do; write nothing, or keep the plan itself",
            Needs::database_read, kPlanOptions,
            "lapse plan\n"
            "lapse plan --save --rule delete-inactive\n"
            "lapse plan --policy policy/next.yaml\n"
            "lapse plan --as-of 2026-04-02T10:00:00Z --json",
            run_plan},
    Command{"approve", "PLAN", 1, 1, "let a saved plan of somebody else past the guards",
            Needs::database_write, kApproveOptions, "lapse approve P12 --reason \"site closes, CHG-1234\"",
            run_approve},
    Command{"apply", "PLAN", 1, 1, "carry out exactly what a saved plan has, and is still due",
            Needs::database_write, kApplyOptions,
            "lapse apply P12 --dry-run -v\n"
            "lapse apply P12\n"
            "lapse apply P12 --no-import -v",
            run_apply},
    Command{"run", "", 0, 0, "one night: import, decide, carry out, deliver", Needs::database_write,
            kRunOptions,
            "lapse run\n"
            "lapse run --dry-run\n"
            "lapse run --no-import -v",
            run_run},
    Command{"deliver",
            "",
            0,
            0,
            "send the notices that are due",
            Needs::database_write,
            {},
            "lapse deliver",
            run_deliver},
    Command{"work", "", 0, 0, "share the run that another engine is carrying out", Needs::nothing,
            kWorkOptions,
            "lapse work\n"
            "lapse work --wait 2h",
            run_work},
    Command{"daemon",
            "",
            0,
            0,
            "stay: look, run and deliver on the policy's calendar",
            Needs::configuration,
            {},
            "lapse daemon\n"
            "systemctl start lapsed",
            run_daemon},
    Command{"explain", "ACCOUNT", 1, 1, "why an account is what it is, and what happens next and when",
            Needs::database_read, kExplainOptions,
            "lapse explain ann@nhs.example\n"
            "lapse explain A000042 --at 2026-07-02T10:00:00Z --json",
            run_explain},
    Command{"leaver", "[ACCOUNT...]", 0, kAnyNumber, "mark accounts as leavers", Needs::database_write,
            kLeaverOptions,
            "lapse leaver ann@nhs.example --reason \"left on 31 July\" --reference INC-1234\n"
            "lapse leaver --from leavers.csv --dry-run",
            run_leaver},
    Command{"join", "[ACCOUNT...]", 0, kAnyNumber, "join leavers to their new organisation",
            Needs::database_write, kJoinOptions,
            "lapse join A000042 --new-organisation FB002 --reason \"starts on 1 August\"\n"
            "lapse join --from joiners.csv",
            run_join},
    Command{"hold", "[ACCOUNT HOLD]", 0, 2, "keep rules away from an account", Needs::database_write,
            kHoldOptions,
            "lapse hold A000042 long_absence --until 2027-03-31 --reason \"parental leave\"\n"
            "lapse hold --from holds.csv",
            run_hold},
    Command{"release", "[ACCOUNT HOLD]", 0, 2, "take a hold off that a person put on", Needs::database_write,
            kReleaseOptions, "lapse release A000042 long_absence --reason \"is back\"", run_release},
    Command{"restore", "[ACCOUNT...]", 0, kAnyNumber, "bring a deleted account back", Needs::database_write,
            kRestoreOptions,
            "lapse restore A000042 --email-address ann@nhs.example --mobile-number \"07700 900123\""
            " --shared-mailbox box@nhs.example --reason \"deleted in error\"",
            run_restore},
    Command{"replay", "missed RULE", 2, 2, "an ordinary pass for one rule that was off or failed",
            Needs::database_write, kReplayOptions,
            "lapse replay missed delete-leaver --dry-run\n"
            "lapse replay missed mark-inactive --account A000042",
            run_replay},
    Command{"undo", "RUN", 1, 1, "take back what a run did, for every account that has not changed since",
            Needs::database_write, kUndoOptions,
            "lapse undo 41 --dry-run\n"
            "lapse undo 41 --reason \"edition 4 had the wrong period, INC-1234\"",
            run_undo},
    Command{"purge-again", "", 0, 0,
            "erase again whom an older copy of the database brought back, by the record of purges",
            Needs::database_write, kPurgeAgainOptions,
            "lapse purge-again --dry-run\n"
            "lapse purge-again --reason \"restored the backup of 3 May, INC-1234\"",
            run_purge_again},
    Command{"verify",
            "",
            0,
            0,
            "prove that the journal is whole and the accounts are what it says",
            Needs::database_read,
            {},
            "lapse verify",
            run_verify},
    Command{"status", "", 0, 0, "last runs, feeds, queue, gates, next wake-up, lease, database",
            Needs::database_read, kStatusOptions,
            "lapse status\n"
            "lapse status -v\n"
            "lapse status --json\n"
            "lapse status --metrics-file /var/lib/prometheus/node-exporter/lapse.prom",
            run_status},
    Command{"attention",
            "",
            0,
            0,
            "what a person should see to: stops, gates, notices given up, mailboxes without usable people",
            Needs::database_read,
            {},
            "lapse attention\n"
            "lapse attention --json",
            run_attention},
    Command{
        "correct", "[ACCOUNT]", 0, 1, "take back a time of last use that was wrong; needs two people",
        Needs::database_write, kCorrectOptions,
        "lapse correct A000042 --last-used 2026-01-05T06:30:00Z --reason \"a monitor signed in, INC-12\"\n"
        "lapse correct --from monitored.csv --reason \"a monitor signed in, INC-12\"\n"
        "lapse correct --approve 7 --reason \"looked at the sign-in logs, INC-12\"",
        run_correct},
    Command{"believe", "SOURCE", 1, 1, "say that an import in doubt is right, so that deletions may go on",
            Needs::database_write, kBelieveOptions,
            "lapse believe logins --reason \"half the sites are closed, CHG-1234\"", run_believe},
    Command{
        "acknowledge-gap", "", 0, 0,
        "confirm that a long pause of the engine is known, so that deletions may go on",
        Needs::database_write, kAcknowledgeOptions,
        "lapse acknowledge-gap --reason \"server moved, CHG-1234\"\n"
        "lapse acknowledge-gap --clock-was-ahead --reason \"clock chip failed, set right at 09:10, INC-77\"",
        run_acknowledge_gap},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

std::span<const Option> common_options() {
  return kCommonOptions;
}

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(kCommands.begin(), kCommands.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == kCommands.end() ? nullptr : &*found;
}

}  // namespace lapse::adapters::cli
