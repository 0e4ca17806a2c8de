package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.dispatch.config.Config;
import dev.dispatch.config.ConfigFiles;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.HttpClients;
import dev.dispatch.module.Layer;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules from a registry on loopback: what is asked of it, who sees the token, and what is refused. */
class RegistryTest {

    private static final String METADATA = "/npm/@acme%2Fdispatch-module-shop";
    private static final String TOKEN = "t0k3n-of-the-registry";

    /** A server that answers what it was told to, and remembers who brought the token. */
    private static final class Server implements AutoCloseable {
        private final HttpServer server;
        private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
        private final Map<String, String> redirects = new ConcurrentHashMap<>();
        private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Server() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getRawPath();
                String token = exchange.getRequestHeaders().getFirst("Authorization");
                asked.add(path + (token == null ? "" : " " + token));
                int status = statuses.getOrDefault(path, pages.containsKey(path) ? 200 : 404);
                if (redirects.containsKey(path)) {
                    exchange.getResponseHeaders().set("Location", redirects.get(path));
                    status = 302;
                }
                byte[] page = pages.getOrDefault(path, new byte[] {'{', '}'});
                exchange.sendResponseHeaders(status, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @TempDir
    Path folder;

    private Server registry;
    private Server other;
    private final HttpClients clients = new HttpClients();
    private final List<String> progress = new ArrayList<>();
    private byte[] tarball = {};

    @BeforeEach
    void aRegistryWithThreeVersions() throws IOException {
        registry = new Server();
        other = new Server();
        tarball = tarball("1.2.0");
        registry.pages.put("/files/shop-1.2.0.tgz", tarball);
        publish("\"integrity\": \"%s\"".formatted(sri("SHA-512", tarball)));
    }

    @AfterEach
    void stop() {
        clients.close();
        registry.close();
        other.close();
    }

    @ParameterizedTest
    @CsvSource({"1.2.0", "^1.0.0", "latest", "'>=1.0.0 <1.3.0'", "1.x"})
    void aVersionATagOrARangeFindsTheVersion(String asked) {
        InstalledModule module = install(asked);
        assertThat(module.id()).isEqualTo(new ModuleId("shop", "1.2.0"));
        assertThat(module.warnings()).isEmpty();
        assertThat(module.folder().resolve("assets/data.txt")).hasContent("from the registry");
        assertThat(module.folder().resolve("package.json")).doesNotExist();
    }

    @Test
    void theTokenGoesToTheRegistry() {
        install("1.2.0");
        assertThat(registry.asked)
                .containsExactly(METADATA + " Bearer " + TOKEN, "/files/shop-1.2.0.tgz Bearer " + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop?x", "../shop", "shop/../../other", "Shop", "shop#x"})
    void whatIsNoNameOfAModuleIsNotAskedFor(String name) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> install(name, "1.2.0", config("")))
                        .problem()
                        .message())
                .contains("is not a name for a module");
        assertThat(registry.asked).isEmpty();
    }

    @Test
    void anotherOriginDoesNotSeeTheToken() {
        other.pages.put("/shop.tgz", tarball);
        publish(other.url() + "/shop.tgz", "\"integrity\": \"%s\"".formatted(sri("SHA-512", tarball)));
        assertThat(install("1.2.0").change()).isEqualTo(InstalledModule.Change.ADDED);
        assertThat(other.asked).containsExactly("/shop.tgz");
    }

    @Test
    void aRedirectToAnotherOriginDoesNotCarryTheToken() {
        other.pages.put("/elsewhere.tgz", tarball);
        registry.redirects.put("/files/shop-1.2.0.tgz", other.url() + "/elsewhere.tgz");
        assertThat(install("1.2.0").change()).isEqualTo(InstalledModule.Change.ADDED);
        assertThat(other.asked).containsExactly("/elsewhere.tgz");
    }

    @Test
    void otherBytesThanPromisedAreRefused() {
        byte[] changed = tarball.clone();
        changed[tarball.length - 6] ^= 1;
        registry.pages.put("/files/shop-1.2.0.tgz", changed);
        Problem problem = refused("1.2.0");
        assertThat(problem.issues().getFirst().message()).contains("not the one that the registry promises");
        assertThat(problem.issues().getFirst().expected()).startsWith("SHA-512 ");
    }

    @Test
    void theStrongestPromiseCounts() {
        String wrong = sri("SHA-512", new byte[] {1});
        publish("\"integrity\": \"%s %s\"".formatted(sri("SHA-256", tarball), wrong));
        assertThat(refused("1.2.0").issues()).hasSize(1);
        publish("\"integrity\": \"%s %s\"".formatted(wrong, sri("SHA-512", tarball)));
        assertThat(install("1.2.0").warnings()).isEmpty();
    }

    @Test
    void aPromiseThatCannotBeReadIsNotKept() {
        publish("\"integrity\": \"sha512-***\"");
        assertThat(refused("1.2.0").issues()).hasSize(1);
    }

    @Test
    void aWeakPromiseIsCheckedAndWarnedOf() {
        publish("\"shasum\": \"%s\"".formatted(HexFormat.of().formatHex(sum("SHA-1", tarball))));
        assertThat(install("1.2.0").warnings().getFirst().message()).contains("SHA-1");
        publish("\"shasum\": \"%s\"".formatted("0".repeat(40)));
        assertThat(refusedAlready("1.2.0").issues()).hasSize(1);
    }

    @Test
    void withoutAPromiseThereIsAWarning() {
        publish("\"size\": 1");
        assertThat(install("1.2.0").warnings().getFirst().message()).contains("no sum");
    }

    @Test
    void aPackageThatHoldsAnotherVersionIsRefused() throws IOException {
        tarball = tarball("1.2.1");
        registry.pages.put("/files/shop-1.2.0.tgz", tarball);
        publish("\"integrity\": \"%s\"".formatted(sri("SHA-512", tarball)));
        assertThat(refused("1.2.0").issues().getFirst().expected()).isEqualTo("shop@1.2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND, There is no package",
        "401, RUNTIME_ERROR, authToken",
        "403, RUNTIME_ERROR, authToken",
        "429, TRANSIENT_ERROR, 429",
        "503, TRANSIENT_ERROR, 503",
        "500, RUNTIME_ERROR, 500"
    })
    void aRefusalOfTheRegistryIsTold(int status, ProblemCode code, String words) {
        registry.statuses.put(METADATA, status);
        Problem problem = refused("1.2.0");
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).contains(words).doesNotContain(TOKEN);
    }

    @Test
    void aVersionThatIsNotThereNamesThoseThatAre() {
        Problem problem = refused("3.0.0");
        assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(problem.details().path("suggestions").toString()).isEqualTo("[\"2.0.0\",\"1.2.0\",\"1.0.0\"]");
        assertThat(problem.next()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNoMetadataIsTold() {
        registry.pages.put(METADATA, Bundles.bytes("<html>"));
        assertThat(refused("1.2.0").message()).contains("answered no metadata");
    }

    @Test
    void aRegistryThatIsNotThereIsTransient() {
        registry.close();
        assertThat(refused("1.2.0").code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
    }

    @Test
    void aPolicyHoldsForRedirectsToo() {
        registry.redirects.put("/files/shop-1.2.0.tgz", other.url().replace("127.0.0.1", "localhost") + "/x");
        Problem problem = refused("1.2.0", config(", \"policy\": {\"allowHosts\": [\"127.0.0.1\"]}"));
        assertThat(problem.code()).isEqualTo(ProblemCode.POLICY_DENIED);
        assertThat(problem.details().path("rule").asString("")).isNotEmpty();
        assertThat(other.asked).isEmpty();
    }

    @Test
    void withoutARegistryOrAScopeItSaysWhatIsMissing() throws IOException {
        assertThat(refused("1.2.0", Optional.empty()).message()).contains("No configuration names a registry");
        Path file = Files.writeString(
                folder.resolve("scopeless.json"), "{\"registry\": {\"url\": \"%s/npm\"}}".formatted(registry.url()));
        assertThat(refused("1.2.0", config(file)).message()).contains("registry.scope");
    }

    @Test
    void aLongDownloadIsToldOf() {
        publish("\"unpackedSize\": 9000000, \"integrity\": \"%s\"".formatted(sri("SHA-512", tarball)));
        install("1.2.0");
        assertThat(progress).hasSize(1);
        assertThat(progress.getFirst()).contains("8 MiB");
    }

    @Test
    void aPackageOfRandomBytesIsRefused() {
        byte[] bytes = new byte[500];
        new Random(7).nextBytes(bytes);
        registry.pages.put("/files/shop-1.2.0.tgz", bytes);
        publish("\"integrity\": \"%s\"".formatted(sri("SHA-512", bytes)));
        assertThat(refused("1.2.0").issues()).hasSize(1);
    }

    private void publish(String promise) {
        publish(registry.url() + "/files/shop-1.2.0.tgz", promise);
    }

    private void publish(String url, String promise) {
        String dist = "{\"dist\": {\"tarball\": \"%s\", %s}}".formatted(url, promise);
        registry.pages.put(METADATA, Bundles.bytes("""
                        {"name": "@acme/dispatch-module-shop", "dist-tags": {"latest": "1.2.0"},
                         "versions": {"1.0.0": {}, "1.2.0": %s, "2.0.0": {}}}""".formatted(dist)));
    }

    private InstalledModule install(String asked) {
        return install(asked, config(""));
    }

    private InstalledModule install(String asked, Optional<Config> config) {
        return install("shop", asked, config);
    }

    private InstalledModule install(String name, String asked, Optional<Config> config) {
        return new ModuleShipping(
                        "0.1.0",
                        new ModuleStore(folder.resolve("home/modules")),
                        path -> ModuleLoader.load(path, Layer.REPO))
                .install(
                        name,
                        asked,
                        config,
                        new Fetching(
                                clients,
                                InstantSource.system(),
                                "dispatch/0.1.0",
                                new Cancellation(),
                                progress::add,
                                Map.of()));
    }

    private Problem refused(String asked) {
        return refused(asked, config(""));
    }

    private Problem refused(String asked, Optional<Config> config) {
        Problem problem = refusal(asked, config);
        assertThat(folder.resolve("home")).doesNotExist();
        return problem;
    }

    private Problem refusedAlready(String asked) {
        return refusal(asked, config(""));
    }

    private Problem refusal(String asked, Optional<Config> config) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> install(asked, config));
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    private Optional<Config> config(String more) {
        try {
            return config(Files.writeString(
                    folder.resolve("dispatch.config.json"), """
                    {"registry": {"url": "%s/npm/", "scope": "@acme", "authToken": "%s"}%s}""".formatted(registry.url(), TOKEN, more)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<Config> config(Path file) {
        Config.Loading loading = Config.load(
                new ConfigFiles(List.of(file), Optional.empty()),
                Map.of(),
                new SystemGenerator(InstantSource.system()));
        return switch (loading) {
            case Config.Loading.Loaded(Config config) -> Optional.of(config);
            case Config.Loading.Invalid(var issues) -> throw new AssertionError(issues);
        };
    }

    private static byte[] tarball(String version) {
        TarBytes tar = new TarBytes();
        Bundles.files("shop", version, "from the registry")
                .forEach((name, content) -> tar.file("package/" + name, content));
        return tar.file("package/package.json", "{\"name\": \"@acme/dispatch-module-shop\"}")
                .gzipped();
    }

    private static String sri(String algorithm, byte[] bytes) {
        return algorithm.replace("-", "").toLowerCase(java.util.Locale.ROOT) + "-"
                + Base64.getEncoder().encodeToString(sum(algorithm, bytes));
    }

    private static byte[] sum(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
