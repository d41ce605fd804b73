#include "http/connection.hpp"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/head.hpp"

namespace autojet::http {

namespace {

constexpr std::size_t small_buffer = 4 * 1024;
constexpr std::size_t body_buffer = 16 * 1024;

}  // namespace

Steady::time_point pace(Steady::time_point since, std::uint64_t bytes, std::size_t bytes_per_second,
                        std::chrono::milliseconds grace) {
    return since + grace + std::chrono::milliseconds{bytes * 1000 / std::max<std::size_t>(1, bytes_per_second)};
}

Connection::Connection(Tcp::socket socket, IoThread& home, Service& service, Workers& workers,
                       const ServerOptions& options)
    : socket_{std::move(socket)},
      home_{home},
      service_{service},
      workers_{workers},
      options_{options},
      wire_{options.header_limit},
      ready_{std::make_shared<Signal>(socket_.get_executor())},
      deadline_{Steady::now() + options.header_deadline},
      buffer_(small_buffer) {
    boost::system::error_code ignored;
    socket_.set_option(Tcp::no_delay{true}, ignored);
    socket_.non_blocking(true, ignored);
    const auto peer = socket_.remote_endpoint(ignored);
    peer_ = peer.address().to_string();
}

void Connection::check_deadline(Steady::time_point now) {
    if (now < deadline_) return;
    deadline_ = Steady::time_point::max();
    expired_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Connection::stop() {
    boost::system::error_code ignored;
    if (idle_) socket_.cancel(ignored);
    ready_->raise();
}

void Connection::abort() {
    boost::system::error_code ignored;
    socket_.close(ignored);
    ready_->raise();
}

asio::awaitable<void> Connection::serve() {
    for (;;) {
        if (!co_await read_header()) break;
        const auto next = co_await handle_request();
        if (next == Next::drain) co_await drain();
        if (next != Next::another_request || home_.stopping()) break;
        deadline_ = Steady::now() + options_.idle_deadline;
    }
}

// True when there is a header or something wrong with it to be answered.
asio::awaitable<bool> Connection::read_header() {
    request_.clear();
    wire_.begin(request_);
    if (begin_ == end_ && buffer_.size() > small_buffer) {
        buffer_.resize(small_buffer);
        buffer_.shrink_to_fit();
    }
    for (;;) {
        while (begin_ < end_) {
            const bool fresh = !wire_.begun();
            const auto taken = wire_.feed(unread());
            begin_ += taken;
            if (fresh && wire_.begun()) deadline_ = Steady::now() + options_.header_deadline;
            if (wire_.header_done() || wire_.error()) co_return true;
            if (taken == 0) break;
        }
        idle_ = !wire_.begun();
        const bool came = !(idle_ && home_.stopping()) && co_await read_more();
        idle_ = false;
        if (!came) co_return expired_&& wire_.begun();
    }
}

asio::awaitable<bool> Connection::read_more() {
    if (expired_) co_return false;
    make_room();
    boost::system::error_code error;
    const auto free = asio::buffer(buffer_.data() + end_, buffer_.size() - end_);
    const auto got = co_await socket_.async_read_some(free, asio::redirect_error(asio::use_awaitable, error));
    end_ += got;
    co_return !error && got > 0;
}

void Connection::make_room() {
    if (begin_ == end_) begin_ = end_ = 0;
    if (end_ < buffer_.size()) return;
    if (begin_ > 0) {
        std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
                  buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
        end_ -= begin_;
        begin_ = 0;
    } else {
        buffer_.resize(buffer_.size() * 2);
    }
}

void Connection::identify_sender() {
    const auto sender = service_.sender(request_, peer_);
    const auto generation = service_.digester().generation();
    if (generation != digest_generation_ || sender != sender_) {
        sender_ = sender;
        digest_ = service_.digester().digest(sender);
        digest_generation_ = generation;
    }
    request_.client_digest = digest_;
}

void Connection::refuse(int status, std::string_view code) {
    framing_ = {wire_.is_http_10(), false};
    response_ = service_.refuse(request_, status, code);
    service_.finish(request_, response_, framing_, head_);
}

asio::awaitable<Connection::Next> Connection::handle_request() {
    started_ = Steady::now();
    response_ = {};
    identify_sender();
    if (!wire_.header_done() || wire_.error()) {
        const auto error = wire_.error().value_or(WireError{408, "too_slow"});
        refuse(error.status, error.code);
        co_return co_await answer();
    }

    auto opening = service_.open(request_, wire_);
    framing_ = {wire_.is_http_10(), wire_.keep_alive() && !home_.stopping()};
    if (opening.refusal) {
        response_ = std::move(*opening.refusal);
        framing_.keep_alive = framing_.keep_alive && !wire_.has_body();
        service_.finish(request_, response_, framing_, head_);
        co_return co_await answer();
    }

    std::optional<MultipartReader> multipart;
    if (wire_.has_body()) {
        const auto boundary = multipart_boundary(request_.headers.get("Content-Type"));
        const auto& limits = opening.route->options;
        if (boundary)
            multipart.emplace(*boundary, MultipartLimits{.max_files = limits.max_files,
                                                         .file_limit = limits.file_limit,
                                                         .files_limit = limits.body_limit,
                                                         .spool_folder = options_.spool_folder});
        if (!co_await read_body(*opening.route, multipart ? &*multipart : nullptr)) {
            if (head_.empty()) co_return Next::close;
            co_return co_await answer();
        }
        started_ = Steady::now();
    }
    co_await run_handler(*opening.route);
    co_return co_await answer();
}

// False when it did not come; then `head_` has the refusal, or nothing when the client has gone.
asio::awaitable<bool> Connection::read_body(const Route& route, MultipartReader* multipart) {
    head_.clear();
    wire_.set_body_limit(route.options.body_limit);
    const auto begin = Steady::now();
    deadline_ = pace(begin, 0, options_.body_pace, options_.body_grace);
    if (begin_ == end_ && same_word(request_.headers.get("Expect"), "100-continue") && !wire_.is_http_10()) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        if (!co_await write({asio::buffer(go_on), asio::const_buffer{}})) co_return false;
    }
    while (!wire_.done()) {
        const auto taken = begin_ < end_ ? wire_.feed(unread()) : 0;
        begin_ += taken;
        if (const auto error = wire_.error()) {
            refuse(error->status, error->code);
            co_return false;
        }
        if (multipart != nullptr && !request_.body.empty() && !co_await take_multipart(*multipart)) co_return false;
        if (taken > 0) continue;
        if (end_ - begin_ >= body_buffer) {
            refuse(400, "bad_request");
            co_return false;
        }
        if (buffer_.size() < body_buffer) buffer_.resize(body_buffer);
        deadline_ = pace(begin, wire_.body_received(), options_.body_pace, options_.body_grace);
        if (!co_await read_more()) {
            if (expired_) refuse(408, "too_slow");
            co_return false;
        }
    }
    deadline_ = Steady::time_point::max();
    if (multipart == nullptr) co_return true;
    if (const auto finished = multipart->finish(); !finished) {
        refuse(400, finished.error().reason);
        co_return false;
    }
    request_.parsed_form = multipart->take_form();
    request_.attachments = multipart->take_uploads();
    co_return true;
}

// On a worker, since it writes to the disk.
asio::awaitable<bool> Connection::take_multipart(MultipartReader& multipart) {
    deadline_ = Steady::time_point::max();
    Result<void> taken;
    bool broken = false;
    std::function<void()> job = [&] {
        try {
            taken = multipart.feed(request_.body);
        } catch (...) {
            framing_.keep_alive = false;
            response_ = service_.apologise(request_);
            service_.finish(request_, response_, framing_, head_);
            broken = true;
        }
    };
    const bool ran = co_await on_worker(std::move(job));
    request_.body.clear();
    if (!ran)
        refuse(503, "busy");
    else if (!taken)
        refuse(http_status(taken.error().code) == 413 ? 413 : 400, taken.error().reason);
    co_return ran && !broken && taken.has_value();
}

asio::awaitable<bool> Connection::on_worker(std::function<void()> job) {
    worker_done_ = false;
    std::function<void()> whole = [this, job = std::move(job)] {
        job();
        asio::post(socket_.get_executor(), [this] {
            worker_done_ = true;
            ready_->raise();
        });
    };
    if (!workers_.submit(std::move(whole))) co_return false;
    while (!worker_done_) co_await ready_->wait();
    co_return true;
}

asio::awaitable<void> Connection::run_handler(const Route& route) {
    deadline_ = Steady::time_point::max();
    std::function<void()> job = [this, &route] {
        response_ = service_.answer(request_, route);
        framing_.keep_alive = framing_.keep_alive && !home_.stopping();
        service_.finish(request_, response_, framing_, head_);
    };
    if (route.options.where == Run::inline_) {
        job();
        co_return;
    }
    if (co_await on_worker(std::move(job))) co_return;
    response_ = service_.refuse(request_, 503, "busy");
    response_.headers.set("Retry-After", "2");
    service_.finish(request_, response_, framing_, head_);
}

// Writes what run_handler() or refuse() has prepared.
asio::awaitable<Connection::Next> Connection::answer() {
    expired_ = false;
    deadline_ = Steady::now() + options_.write_deadline;
    const bool headless = has_no_body(request_, response_);
    const auto* text = std::get_if<std::string>(&response_.body);
    const auto* stored = std::get_if<Stored>(&response_.body);
    const std::string_view body = headless ? "" : text != nullptr ? *text : stored != nullptr ? stored->plain : "";
    bool written = co_await write({asio::buffer(head_), asio::buffer(body)});
    if (written && !headless) {
        if (const auto* pull = std::get_if<Stream>(&response_.body))
            written = co_await write_stream(*pull);
        else if (const auto* events = std::get_if<EventStream>(&response_.body))
            written = co_await write_events(*events->subscription);
    }
    if (options_.access) {
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - started_);
        options_.access({request_.method, request_.pattern, response_.status, took});
    }
    if (!written) co_return Next::close;
    if (!wire_.header_done() || wire_.error() || !wire_.done()) co_return Next::drain;
    co_return framing_.keep_alive ? Next::another_request : Next::close;
}

}  // namespace autojet::http
