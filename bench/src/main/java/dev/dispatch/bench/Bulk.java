package dev.dispatch.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.batch.BatchSettings;
import dev.dispatch.batch.SameRows;
import dev.dispatch.engine.BatchReply;
import dev.dispatch.engine.BatchRequest;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Many runs of a job of three calls against a server on loopback, and the same calls by the bare client. One measurement a
 * process: {@code server PORT}, {@code bare PORT RUNS CONCURRENCY} or {@code engine PORT RUNS CONCURRENCY RECORD FOLDER};
 * the last two warm up first and print one line.
 */
public final class Bulk {

    private static final int WARM_UP = 20_000;
    private static final String ANSWER = "{\"id\":1,\"name\":\"Leanne Graham\",\"title\":\"sunt aut facere\","
            + "\"email\":\"leanne@example.com\",\"address\":{\"street\":\"Kulas Light\",\"city\":\"Gwenborough\"}}";
    private static final String JOB = """
            {"schemaVersion": 1, "jobType": "three-calls", "http": {"baseUrl": "http://127.0.0.1:PORT"},
             "scenario": {"steps": [
              {"id": "user", "action": "http.request", "payload": {"method": "GET", "url": "/users/1"}},
              {"id": "post", "action": "http.request",
               "payload": {"method": "GET", "url": "/posts/${step.user.response.body.id}"}},
              {"id": "create", "action": "http.request", "payload": {"method": "POST", "url": "/posts",
               "body": {"title": "${step.post.response.body.title}", "userId": "${step.user.response.body.id}"}}}
             ]}, "outputs": {"id": "${step.create.response.body.id}"}}
            """;

    private Bulk() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "server" -> serve(port);
            case "bare" -> bare(port, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "engine" ->
                engine(
                        port,
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        BatchRequest.Recording.valueOf(arguments[4].toUpperCase(Locale.ROOT)),
                        Path.of(arguments[5]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Until its standard input ends. */
    private static void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.in.readAllBytes();
        System.exit(0);
    }

    private static void bare(int port, int runs, int concurrency) throws Exception {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(256, 60, TimeUnit.SECONDS))
                .build();
        String base = "http://127.0.0.1:" + port;
        bareRuns(client, base, WARM_UP, concurrency);
        Measured measured = Measured.begin();
        bareRuns(client, base, runs, concurrency);
        measured.print("bare", runs, 0);
        client.connectionPool().evictAll();
        System.exit(0);
    }

    private static void bareRuns(OkHttpClient client, String base, int runs, int concurrency) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> shares = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(concurrency)) {
            for (int i = 0; i < concurrency; i++) {
                shares.add(workers.submit(() -> {
                    while (next.getAndIncrement() < runs) {
                        read(
                                client,
                                new Request.Builder().url(base + "/users/1").build());
                        read(
                                client,
                                new Request.Builder().url(base + "/posts/1").build());
                        read(
                                client,
                                new Request.Builder()
                                        .url(base + "/posts")
                                        .post(RequestBody.create(
                                                "{\"title\":\"sunt aut facere\",\"userId\":1}",
                                                MediaType.get("application/json")))
                                        .build());
                    }
                    return null;
                }));
            }
        }
        for (Future<?> share : shares) {
            share.get();
        }
    }

    private static void read(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            if (response.body().bytes().length != ANSWER.length()) {
                throw new IOException("not the answer");
            }
        }
    }

    private static void engine(int port, int runs, int concurrency, BatchRequest.Recording recording, Path folder)
            throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Files.createDirectories(folder.resolve("modules"));
        Path job = Files.writeString(jobs.resolve("three.job.case.json"), JOB.replace("PORT", String.valueOf(port)));
        InstantSource clock = InstantSource.system();
        EngineSettings settings = new EngineSettings(
                "bench",
                folder.resolve("home"),
                folder,
                Map.of(),
                Optional.empty(),
                clock,
                RandomGenerator.getDefault(),
                new SystemGenerator(clock));
        try (Engine engine = Engine.open(settings)) {
            batch(engine, job, WARM_UP, concurrency, recording);
            long before = files(folder);
            Measured measured = Measured.begin();
            batch(engine, job, runs, concurrency, recording);
            measured.print("engine", runs, files(folder) - before);
        }
        System.exit(0);
    }

    private static void batch(Engine engine, Path job, int runs, int concurrency, BatchRequest.Recording recording) {
        BatchRequest request = new BatchRequest(
                new JobRequest(job.toString(), GivenInputs.NONE),
                new SameRows(OptionalInt.of(runs), GivenInputs.NONE),
                "the same inputs for all",
                new BatchSettings(
                        concurrency, Duration.ZERO, OptionalDouble.empty(), Optional.empty(), OptionalInt.empty()),
                recording,
                null);
        BatchReply reply = engine.runMany(request, new Silence(), _ -> {}, new Cancellation());
        if (!(reply instanceof BatchReply.Finished finished)
                || finished.summary().path("passed").asInt(0) != runs) {
            throw new IllegalStateException(reply.toString());
        }
    }

    private static long files(Path folder) throws IOException {
        Path runs = folder.resolve("run-output");
        if (!Files.isDirectory(runs)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** Nobody watches. */
    private record Silence() implements BatchListener {
        @Override
        public void started(BatchHead head) {}

        @Override
        public void finished(BatchRun run) {}
    }

    /** What a stretch of work took. */
    private record Measured(long nanos, long cpu) {

        static Measured begin() {
            return new Measured(System.nanoTime(), cpuNow());
        }

        private static long cpuNow() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }

        void print(String what, int runs, long files) throws IOException {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            double microsOfCall = (cpuNow() - cpu) / 1e3 / runs / 3;
            List<String> words = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM")) {
                    words.add(line.replaceAll("[^0-9]", ""));
                }
            }
            long peak = words.isEmpty() ? 0 : Long.parseLong(words.getFirst()) / 1_024;
            System.out.printf(
                    Locale.ROOT,
                    "%s %d runs: %.0f runs/s, %.0f us CPU a call, peak %d MiB, %d files%n",
                    what,
                    runs,
                    runs / seconds,
                    microsOfCall,
                    peak,
                    files);
        }
    }
}
