#include "server/cli/cli.hpp"

#include "server/app/serve.hpp"
#include "server/cli/account.hpp"
#include "server/cli/check_plan.hpp"
#include "server/cli/inspect.hpp"
#include "server/cli/jielong.hpp"
#include "server/demo/demo.hpp"
#include "server/platform/system_clock.hpp"
#include "server/store/open_store.hpp"
#include "server/store/sqlite_store.hpp"

#include <fmt/core.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include <sys/stat.h>

#include <filesystem>

namespace starfish {
namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

int backup(const std::string& store, const std::string& to) {
    if (!store.starts_with(sqlite_prefix)) {
        fmt::print(stderr, "only a store in a file can be copied: --store sqlite:PATH\n");
        return 1;
    }
    const std::string problem = backup_sqlite(store.substr(sqlite_prefix.size()), to);
    if (!problem.empty()) {
        fmt::print(stderr, "{}\n", problem);
        return 1;
    }
    fmt::print("{} is a copy of {}. It holds names, phones and keys: keep it as safe.\n", to,
               store);
    return 0;
}

int load_demo_into(const std::string& address) {
    const auto store = open_store(address, StoreUse::serve);
    if (!store) {
        fmt::print(stderr, "{}\n", store.error());
        return 1;
    }
    if (!load_demo(**store, Secrets(**store), system_now())) {
        fmt::print(stderr, "{} holds something already; the demo wants an empty store\n", address);
        return 1;
    }
    fmt::print("{} holds the demo now\n", address);
    return 0;
}

// Beside the program if it is not where we stand: build/release/starfish has build/site.
std::string site_beside(const char* program) {
    namespace fs = std::filesystem;
    const ServeOptions defaults;
    std::error_code error;
    if (fs::exists(defaults.site_dir, error)) return defaults.site_dir;
    const fs::path beside = fs::canonical(program, error).parent_path().parent_path() / "site";
    return fs::exists(beside, error) ? beside.string() : defaults.site_dir;
}

AccountRole role_named(std::string_view name) {
    if (name == "leader") return AccountRole::leader;
    if (name == "verifier") return AccountRole::verifier;
    return name == "trainer" ? AccountRole::trainer : AccountRole::operator_;
}

// Every subcommand sets `run` to what it does.
struct CommandLine {
    CLI::App app{
        "Starfish (海星): community group-buying for a supplier, its leaders and their "
        "neighbours.\n",
        "starfish"};
    ServeOptions serving;
    std::string log_level = "info";
    LogSource source;
    std::string to;
    Account account;
    std::string role;
    std::uint32_t verifier = 0;
    JielongSource jielong;
    PlanToCheck plan;
    std::function<int()> run;

    void add_store(CLI::App& command) {
        command.add_option("--store", source.store, "the store: sqlite:PATH")->required();
    }

    void add_serve(const char* program) {
        CLI::App& command =
            *app.add_subcommand("serve", "Serve a store over HTTP until it is stopped");
        serving.site_dir = site_beside(program);
        // Of two the last counts, so that `./dev run --listen …` can have another.
        command.add_option("--listen", serving.listen, "ADDRESS:PORT")
            ->capture_default_str()
            ->take_last();
        command.add_option("--store", serving.store, "sqlite:PATH; made if it is not there")
            ->capture_default_str()
            ->take_last();
        command.add_flag(
            "--demo", serving.demo,
            "load the Wuhan case into an empty store, with its accounts; loopback only");
        command.add_option("--site", serving.site_dir, "the folder of the dashboard's built files")
            ->capture_default_str();
        command.add_option("--payment", serving.payment,
                           "take payments by WeChat Pay: its settings file (docs/payments.md)");
        command.add_option("--public-url", serving.public_url,
                           "https://HOST where consumers and providers reach this server");
        command.add_option("--messages", serving.messages,
                           "send notices by a web hook: its settings file (docs/messages.md)");
        command.add_flag("--access-log", serving.access_log, "log a line for each request");
        command.add_option("--log-level", log_level, "how much to log")
            ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
            ->capture_default_str();
        command.callback([this] {
            run = [this] {
                spdlog::set_level(spdlog::level::from_str(log_level));
                return serve(serving);
            };
        });
    }

    void add_replay() {
        CLI::App& command = *app.add_subcommand(
            "replay", "Replay a log and say what state it comes to, and how fast");
        CLI::Option_group& from = *command.add_option_group("from");
        from.add_option("FILE", source.file, "a file that export-log wrote");
        from.add_option("--store", source.store, "the store: sqlite:PATH");
        from.require_option(1);
        command.callback([this] { run = [this] { return replay_log(source); }; });
    }

    void add_verify() {
        CLI::App& command = *app.add_subcommand(
            "verify", "Check all that must hold of a store; also while it is served");
        CLI::Option_group& from = *command.add_option_group("from");
        from.add_option("FILE", source.file, "a file that export-log wrote");
        from.add_option("--store", source.store, "the store: sqlite:PATH");
        from.require_option(1);
        command.callback([this] { run = [this] { return verify_log(source); }; });
    }

    void add_backup() {
        CLI::App& command =
            *app.add_subcommand("backup", "Copy a store to a new file; also while it is served");
        add_store(command);
        command.add_option("--to", to, "the new file")->required();
        command.callback([this] { run = [this] { return backup(source.store, to); }; });
    }

    void add_export_log() {
        CLI::App& command = *app.add_subcommand(
            "export-log", "Print a store's log, one record a line, in JSON. It names no person");
        add_store(command);
        command.callback([this] { run = [this] { return export_log(source); }; });
    }

    void add_account() {
        CLI::App& command = *app.add_subcommand(
            "account", "Make an account, or change its password, which comes on standard input");
        add_store(command);
        command.add_option("LOGIN", account.login, "what is typed to sign in")->required();
        // As text, since CLI11 would print the enumeration's values as the characters they are not.
        command.add_option("--role", role, "what she may see and do")
            ->check(CLI::IsMember({"leader", "verifier", "trainer", "operator"}))
            ->required();
        command.add_option("--leader", account.leader.value, "a leader's number");
        command.add_option("--verifier", verifier, "a verifier's number");
        command.add_option("--name", account.name, "how the dashboard greets");
        command.callback([this] {
            account.role = role_named(role);
            if (verifier != 0) account.verifier = Id<community::Verifier>{verifier};
            run = [this] { return put_account(source.store, account); };
        });
    }

    void add_jielong() {
        CLI::App& command = *app.add_subcommand(
            "jielong",
            "Read a chat's 接龙 from standard input and print the orders to confirm, in JSON");
        command
            .add_option("--items", jielong.items, "what is offered: [{\"name\",\"price_fen\"?}]")
            ->required();
        CLI::Option* const csv =
            command.add_flag("--csv", jielong.csv, "standard input is a CSV file");
        command
            .add_option("--workbook", jielong.workbook, "an .xlsx file of orders to read instead")
            ->excludes(csv);
        command.callback([this] { run = [this] { return print_jielong(jielong); }; });
    }

    void add_check_plan() {
        CLI::App& command = *app.add_subcommand(
            "check-plan",
            "Judge a reward plan: exit status 0 passed, 1 refused, 2 not readable as a plan");
        CLI::Option_group& what = *command.add_option_group("what");
        what.add_option("FILE", plan.path, "the plan; - is standard input");
        what.add_flag("--schema", plan.schema, "print the JSON Schema of plans");
        what.require_option(1);
        command.add_flag("--json", plan.json, "print the verdict as POST /api/check-plan answers");
        command.add_option("--lang", plan.language, "the language of the reasons")
            ->check(CLI::IsMember({"zh-CN", "en"}))
            ->capture_default_str();
        command.callback([this] { run = [this] { return check_plan(plan); }; });
    }

    void add_demo() {
        CLI::App& command = *app.add_subcommand(
            "demo", "Put the Wuhan case into an empty store, without serving it");
        add_store(command);
        command.callback([this] { run = [this] { return load_demo_into(source.store); }; });
    }
};

// CLI11 would only say that a subcommand is required.
std::string refuse_first(const CLI::App& app, const std::string& first) {
    const bool is_option = first.starts_with('-');
    const auto known =
        app.get_subcommands([&](const CLI::App* command) { return command->get_name() == first; });
    if (is_option ? app.get_option_no_throw(first) != nullptr : !known.empty()) return {};
    return fmt::format("there is no {} '{}'; 'starfish help' lists what there is",
                       is_option ? "option" : "command", first);
}

}  // namespace

int run_cli(int argc, char** argv) {
    // Whatever is written is for its owner alone, until somebody says otherwise.
    umask(S_IRWXG | S_IRWXO);
    try {
        CommandLine line;
        line.app.require_subcommand(1);
        line.app.set_version_flag("--version", "starfish " STARFISH_VERSION);
        line.app.set_help_all_flag("--help-all", "Print the options of every subcommand");
        line.add_serve(argc > 0 ? argv[0] : "");
        line.add_replay();
        line.add_verify();
        line.add_backup();
        line.add_export_log();
        line.add_account();
        line.add_jielong();
        line.add_check_plan();
        line.add_demo();
        if (argc < 2 || std::string_view(argv[1]) == "help") {
            fmt::print("{}", line.app.help());
            return 0;
        }
        if (const auto no = refuse_first(line.app, argv[1]); !no.empty()) {
            fmt::print(stderr, "starfish: {}\n", no);
            return 1;
        }
        try {
            line.app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return line.app.exit(error);
        }
        return line.run();
    } catch (const std::exception& error) {
        fmt::print(stderr, "starfish: {}\n", error.what());
        return 1;
    }
}

}  // namespace starfish
