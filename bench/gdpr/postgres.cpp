#include "gdpr/postgres.hpp"

#include <libpq-fe.h>

#include <array>
#include <stdexcept>

namespace bench::gdpr {

namespace {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Finish>;
using Answer = std::unique_ptr<PGresult, Finish>;

constexpr const char* create_tables =
    "DROP TABLE IF EXISTS record, access; "
    "CREATE TABLE record (record BIGINT PRIMARY KEY, owner BIGINT NOT NULL, purpose TEXT NOT NULL, ttl TEXT NOT NULL, "
    "objection TEXT NOT NULL, decision TEXT NOT NULL, shared TEXT NOT NULL, source TEXT NOT NULL, data TEXT NOT NULL); "
    "CREATE TABLE access (sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at_time TIMESTAMPTZ NOT NULL "
    "DEFAULT now(), actor TEXT NOT NULL, operation TEXT NOT NULL, condition TEXT NOT NULL)";
constexpr const char* create_indexes =
    "CREATE INDEX ON record (owner); CREATE INDEX ON record (purpose); CREATE INDEX ON record (ttl); "
    "CREATE INDEX ON record (objection); CREATE INDEX ON record (decision); CREATE INDEX ON record (shared); "
    "CREATE INDEX ON record (source)";

// One statement, and so one transaction and one round trip: the log row and what it is about.
#define LOGGED(OPERATION, CONDITION) \
    "WITH logged AS (INSERT INTO access (actor, operation, condition) VALUES ($1, '" OPERATION "', " CONDITION ")) "
#define METADATA "SELECT record, owner, purpose, ttl, objection, decision, shared, source FROM record "

struct Statement {
    const char* name;
    const char* sql;
};
constexpr std::array statements{
    Statement{"create", LOGGED("create", "$2") "INSERT INTO record VALUES ($2::bigint, $3::bigint, $4, $5, $6, $7, $8, "
                                               "$9, $10)"},
    Statement{"erase", LOGGED("erase", "$2") "DELETE FROM record WHERE record = $2::bigint"},
    Statement{"read", LOGGED("read", "$2") "SELECT data FROM record WHERE record = $2::bigint AND objection <> $3"},
    Statement{"rectify", LOGGED("rectify", "$2") "UPDATE record SET data = $3 WHERE record = $2::bigint"},
    Statement{"by_purpose", LOGGED("read metadata", "$2") METADATA "WHERE purpose = $2"},
    Statement{"by_owner", LOGGED("read metadata", "$2") METADATA "WHERE owner = $2::bigint"},
    Statement{"ttl_by_purpose", LOGGED("change ttl", "$2") "UPDATE record SET ttl = $3 WHERE purpose = $2"},
    Statement{"decision_by_purpose",
              LOGGED("change decision", "$2") "UPDATE record SET decision = $3 WHERE purpose = $2"},
    Statement{"shared_by_purpose", LOGGED("change shared", "$2") "UPDATE record SET shared = $3 WHERE purpose = $2"},
    Statement{"source_by_purpose", LOGGED("change source", "$2") "UPDATE record SET source = $3 WHERE purpose = $2"},
    Statement{"ttl_by_owner", LOGGED("change ttl", "$2") "UPDATE record SET ttl = $3 WHERE owner = $2::bigint"},
    Statement{"decision_by_owner",
              LOGGED("change decision", "$2") "UPDATE record SET decision = $3 WHERE owner = $2::bigint"},
    Statement{"shared_by_owner",
              LOGGED("change shared", "$2") "UPDATE record SET shared = $3 WHERE owner = $2::bigint"},
    Statement{"source_by_owner",
              LOGGED("change source", "$2") "UPDATE record SET source = $3 WHERE owner = $2::bigint"},
    Statement{"log", LOGGED("read log", "''") "SELECT sequence, at_time, actor, operation, condition FROM access ORDER "
                                              "BY sequence DESC LIMIT 100"},
    Statement{"verify", LOGGED("verify deletion", "$2") "SELECT 1 WHERE NOT EXISTS (SELECT FROM record WHERE record = "
                                                        "$2::bigint)"},
};
#undef METADATA
#undef LOGGED
static_assert(log_rows == 100);

Connection connect_to(const std::string& address) {
    Connection connection(PQconnectdb(address.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    return connection;
}

void run_script(PGconn* connection, const char* script) {
    const Answer answer(PQexec(connection, script));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
        throw std::runtime_error(PQerrorMessage(connection));
}

std::string name_of(Field field) {
    switch (field) {
        case Field::ttl:
            return "ttl";
        case Field::decision:
            return "decision";
        case Field::shared:
            return "shared";
        case Field::source:
            return "source";
    }
    throw std::invalid_argument("no such field");
}

class PostgresClient final : public Client {
public:
    PostgresClient(const std::string& address, Workload workload)
        : connection_(connect_to(address)), actor_(gdpr::name_of(workload)) {
        for (const auto& statement : statements) {
            const Answer prepared(PQprepare(connection_.get(), statement.name, statement.sql, 0, nullptr));
            if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK)
                throw std::runtime_error(PQerrorMessage(connection_.get()));
        }
    }

    bool perform(const Operation& operation) override {
        const auto record = std::to_string(operation.record);
        const auto owner = std::to_string(operation.owner);
        switch (operation.action) {
            case Action::create: {
                const auto made = record_of(operation.record);
                return run("create", {record, std::to_string(made.owner), made.purpose, made.ttl, made.objection,
                                      made.decision, made.shared, made.source, made.data}) > 0;
            }
            case Action::erase:
                return run("erase", {record}) > 0;
            case Action::read:
                return run("read", {record, operation.usage}) > 0;
            case Action::rectify:
                return run("rectify", {record, rectified_data(operation.record)}) > 0;
            case Action::read_metadata_by_purpose:
                return run("by_purpose", {operation.purpose}) > 0;
            case Action::read_metadata_by_user:
                return run("by_owner", {owner}) > 0;
            case Action::change_metadata_by_purpose:
                return run((name_of(operation.field) + "_by_purpose").c_str(), {operation.purpose, operation.value}) >
                       0;
            case Action::change_metadata_by_user:
                return run((name_of(operation.field) + "_by_owner").c_str(), {owner, operation.value}) > 0;
            case Action::read_log:
                return run("log", {}) > 0;
            case Action::verify_deletion:
                return run("verify", {record}) > 0;
        }
        throw std::invalid_argument("no such action");
    }

private:
    // Answers how many rows came back or were changed. Of two transactions that wait for each other, PostgreSQL ends
    // one; it is tried again.
    int run(const char* statement, const std::vector<std::string>& arguments) {
        std::vector<const char*> values{actor_.c_str()};
        for (const auto& argument : arguments) values.push_back(argument.c_str());
        for (;;) {
            const Answer answer(PQexecPrepared(connection_.get(), statement, static_cast<int>(values.size()),
                                               values.data(), nullptr, nullptr, 0));
            const auto status = PQresultStatus(answer.get());
            if (status == PGRES_TUPLES_OK) return PQntuples(answer.get());
            if (status == PGRES_COMMAND_OK) return std::stoi(PQcmdTuples(answer.get()));
            const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
            if (state == nullptr || std::string_view(state) != "40P01")
                throw std::runtime_error(PQerrorMessage(connection_.get()));
        }
    }

    Connection connection_;
    std::string actor_;
};

class Postgres final : public Engine {
public:
    explicit Postgres(const std::string& address) : address_(address) {
        const auto connection = connect_to(address);
        run_script(connection.get(), create_tables);
        run_script(connection.get(), "COPY record FROM STDIN");
        for (std::int64_t number = 1; number <= records; ++number) send(connection.get(), record_of(number));
        if (PQputCopyEnd(connection.get(), nullptr) != 1) throw std::runtime_error(PQerrorMessage(connection.get()));
        while (const Answer answer{PQgetResult(connection.get())})
            if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
                throw std::runtime_error(PQerrorMessage(connection.get()));
        run_script(connection.get(), create_indexes);
        run_script(connection.get(), "CLUSTER record USING record_purpose_idx");
        run_script(connection.get(), "VACUUM ANALYZE");
        run_script(connection.get(), "CHECKPOINT");
    }

    std::unique_ptr<Client> connect(Workload workload) override {
        return std::make_unique<PostgresClient>(address_, workload);
    }

private:
    static void send(PGconn* connection, const Record& record) {
        std::string line = std::to_string(record.number) + "\t" + std::to_string(record.owner);
        for (const auto* text : {&record.purpose, &record.ttl, &record.objection, &record.decision, &record.shared,
                                 &record.source, &record.data})
            line.append("\t").append(*text);
        line.append("\n");
        if (PQputCopyData(connection, line.data(), static_cast<int>(line.size())) != 1)
            throw std::runtime_error(PQerrorMessage(connection));
    }

    std::string address_;
};

}  // namespace

std::unique_ptr<Engine> load_postgres(const std::string& address) {
    return std::make_unique<Postgres>(address);
}

}  // namespace bench::gdpr
