#include "crowd.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "loopback.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

struct Client {
    Socket socket;
    std::string received;
    Clock::time_point sent;
};

class Crowd {
public:
    Crowd(std::uint16_t port, const std::vector<std::string>& requests, std::size_t size, int wanted_status)
        : requests_(requests), wanted_status_(wanted_status), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        clients_.reserve(size);
        for (std::size_t n = 0; n < size; ++n) join(port);
    }
    ~Crowd() { ::close(epoll_); }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    Tally run() {
        const auto begin = Clock::now();
        for (auto& client : clients_) send_next(client);
        while (under_way_ > 0) serve_who_has_an_answer();
        tally_.took = Clock::now() - begin;
        std::ranges::sort(tally_.waits);
        return std::move(tally_);
    }

private:
    void join(std::uint16_t port) {
        auto socket = Socket::connect(port);
        if (!socket) throw std::runtime_error("nobody listens");
        auto& client = clients_.emplace_back(Client{std::move(*socket), {}, {}});
        epoll_event interest{.events = EPOLLIN, .data = {.ptr = &client}};
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket.descriptor(), &interest);
    }

    void send_next(Client& client) {
        if (next_ == requests_.size()) return;
        client.received.clear();
        client.sent = Clock::now();
        client.socket.send(requests_[next_++]);
        ++under_way_;
    }

    void serve_who_has_an_answer() {
        std::array<epoll_event, 64> ready;
        const int count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), 10'000);
        if (count <= 0) throw std::runtime_error("no answer for ten seconds");
        for (const auto& event : std::span(ready).first(static_cast<std::size_t>(count))) {
            auto& client = *static_cast<Client*>(event.data.ptr);
            client.socket.receive_more(client.received);
            const auto answer = whole_answer(client.received);
            if (!answer) continue;
            --under_way_;
            count_in(*answer, Clock::now() - client.sent);
            send_next(client);
        }
    }

    void count_in(const Answer& answer, std::chrono::duration<double, std::milli> wait) {
        tally_.waits.push_back(wait);
        if (answer.status == wanted_status_) {
            ++tally_.accepted;
        } else if (++tally_.others == 1) {
            tally_.first_other = std::to_string(answer.status) + " " + std::string(answer.body);
        }
    }

    const std::vector<std::string>& requests_;
    int wanted_status_;
    int epoll_;
    std::vector<Client> clients_;
    std::size_t next_ = 0;
    std::size_t under_way_ = 0;
    Tally tally_;
};

}  // namespace

Tally send_all(std::uint16_t port, const std::vector<std::string>& requests, std::size_t clients, int wanted_status) {
    return Crowd(port, requests, std::min(clients, requests.size()), wanted_status).run();
}

}  // namespace bench
