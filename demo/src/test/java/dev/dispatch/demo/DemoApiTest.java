package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("looks at every thread of the process")
final class DemoApiTest {

    @Test
    void aFreePortIsFoundAndTheBaseAddressHasNoSlashAtTheEnd() throws Exception {
        try (DemoApi api = DemoApi.start(0);
                Client client = new Client(api.baseUri())) {
            assertThat(api.baseUri().toString()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
            assertThat(client.json("/health").toString()).isEqualTo("{\"ok\":true}");
        }
    }

    @Test
    void aPortInUseIsNamedInTheFailure() throws Exception {
        try (DemoApi api = DemoApi.start(0)) {
            int port = api.baseUri().getPort();
            assertThatThrownBy(() -> DemoApi.start(port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void theIndexCountsEveryCollection() throws Exception {
        try (DemoApi api = DemoApi.start(0);
                Client client = new Client(api.baseUri())) {
            var index = client.json("/");
            assertThat(index.path("resources").toString())
                    .isEqualTo("{\"users\":10,\"posts\":100,\"comments\":500,\"albums\":100,"
                            + "\"photos\":5000,\"todos\":200}");
            assertThat(index.path("endpoints").valueStream().map(name -> name.asString()))
                    .contains("/flaky", "/orders", "/health", "/shop", "/oauth", "/files")
                    .doesNotContain("/", "/users");
        }
    }

    @Test
    void twoInstancesAnswerTheSameBytes() throws Exception {
        try (DemoApi one = DemoApi.start(0);
                DemoApi two = DemoApi.start(0);
                Client first = new Client(one.baseUri());
                Client second = new Client(two.baseUri())) {
            for (String path : List.of(
                    "/users",
                    "/posts",
                    "/comments",
                    "/albums",
                    "/photos",
                    "/todos",
                    "/gzip",
                    "/large",
                    "/binary",
                    "/",
                    "/customers",
                    "/shop/products"))
                assertThat(first.get(path).body())
                        .as(path)
                        .isEqualTo(second.get(path).body());
        }
    }

    @Test
    void closingEndsEveryThreadItStarted() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        DemoApi api = DemoApi.start(0);
        List<Thread> started;
        try (Socket waiting = new Socket(
                        InetAddress.getLoopbackAddress(), api.baseUri().getPort());
                Client client = new Client(api.baseUri())) {
            String request = "GET /slow?ms=60000 HTTP/1.1\r\nHost: demo\r\n\r\n";
            waiting.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            client.get("/health");
            started = serverThreads(before);
            assertThat(started).hasSizeGreaterThan(1);
            api.close();
        }
        for (Thread thread : started) {
            assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
        }
        assertThat(serverThreads(before)).isEmpty();
    }

    @Test
    void closingCutsARequestThatIsStillBeingAnswered() throws Exception {
        DemoApi api = DemoApi.start(0);
        try (Client client = new Client(api.baseUri())) {
            client.get("/health");
            CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.get("/slow?ms=60000");
                } catch (IOException | InterruptedException cut) {
                    throw new CompletionException(cut);
                }
            });
            client.get("/health");
            api.close();
            assertThatThrownBy(waiting::join).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void closingTwiceIsHarmlessAndTheAddressIsKept() throws Exception {
        DemoApi api = DemoApi.start(0);
        var address = api.baseUri();
        api.close();
        api.close();
        try (Client client = new Client(address)) {
            assertThatThrownBy(() -> client.get("/health")).isInstanceOf(ConnectException.class);
        }
    }

    private static List<Thread> serverThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("demo-api")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .toList();
    }
}
