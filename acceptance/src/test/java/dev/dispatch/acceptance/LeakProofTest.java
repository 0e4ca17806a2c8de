package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.redact.SecretSearch;
import dev.dispatch.testkit.CommandUnderTest;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs of {@code acceptance/leaks} use secrets in every place that the program offers, against a service that repeats all of
 * them. Whatever the program prints or writes is searched for them in all forms.
 *
 * <p>A command that shows a run belongs into {@link #AFTER}, a place for secrets into a job of that folder.
 */
class LeakProofTest {

    /** Each is run on the record of each job, as text and with {@code --json}. */
    private static final List<String> AFTER = List.of(
            "job assert --run-id latest",
            "job inspect --run-id latest",
            "job inspect --run-id latest --show-curl --full",
            "job readable --run-id latest",
            "job readable --run-id latest --out out/readable.txt",
            "job dump --run-id latest --full",
            "job dump --run-id latest --out out/dump.json",
            "job export --run-id latest --out out/exported.json",
            "job report --run-id latest --format html",
            "job report --run-id latest --format html --out out/report.html",
            "job report --run-id latest --format junit --out out/report.xml",
            "job report --run-id latest --format har --out out/report.har",
            "job report --run-id latest --format markdown --out out/report.md",
            "job bundle --run-id latest --out out/run.zip",
            "job draft --run-id latest --out out/drafted.job.case.json --force",
            "job draft --run-id latest --out out/drafted.job.seed.json --force",
            "job list",
            "job latest");

    private static final Set<String> RUNNING = Set.of("run", "resume", "replay");

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("SHOP_LOGIN", "l\"ög in'o\\f/&1+%41"),
            Map.entry("SHOP_TOKEN", "s-token-4711-of-the-shop"),
            Map.entry("BASIC_USER", "ada-the-user"),
            Map.entry("BASIC_WORD", "basic:word with spaces"),
            Map.entry("BEARER_WORD", "bearer-word-0815"),
            Map.entry("KEY_WORD", "key-word-0816"),
            Map.entry("QUERY_WORD", "query word/0817"),
            Map.entry("CLIENT_NAME", "client-name-0818"),
            Map.entry("CLIENT_WORD", "client+word&0819"),
            Map.entry("AWS_NAME", "AKIAEXAMPLE0820"),
            Map.entry("AWS_WORD", "aws/word+0821"),
            Map.entry("AWS_SESSION_WORD", "aws-session==0822"),
            Map.entry("KEY_PASSPHRASE_WORD", "passphrase-0823"),
            Map.entry("PROXY_WORD", "proxy@word:0824"));

    private static final String FLAG = "f1ag<secret> \"quoted\"";
    private static final String FILE = "file-secret\u20ac0825";
    private static final String INPUT_PASSWORD = "input-password-0826";
    private static final String RUNTIME = "runtime-token-0827";
    private static final String STORED = "stored-default-0828";

    @TempDir
    private Path folder;

    private Path work;
    private final LeakyApi api = new LeakyApi();
    private final Map<String, String> printed = new LinkedHashMap<>();
    private final List<Execution> checked = new ArrayList<>();

    LeakProofTest() throws IOException {}

    @BeforeEach
    void copyTheWorkspace() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        Path from = Transcripts.ROOT.resolve("acceptance/leaks");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = work.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(
                folder.resolve("inputs.json"),
                Json.object()
                        .set("file", Json.object().set("deep", Json.object().put("text", FILE)))
                        .toString());
        Files.writeString(
                folder.resolve("defaults.json"),
                "{\"headers\": {\"x-api-key\": \"" + STORED + "\", \"x-other\": \"o " + STORED + "\"}}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void nothingThatIsPrintedOrWrittenHoldsASecret() throws Exception {
        List<String> inputs = List.of(
                "--inputs-file",
                folder.resolve("inputs.json").toString(),
                "--input",
                "flag=" + FLAG,
                "--input",
                "password=" + INPUT_PASSWORD);
        call(List.of(
                "defaults",
                "set",
                "--action",
                "http.request",
                "--file",
                folder.resolve("defaults.json").toString()));
        call(List.of("runtime", "set", "apiToken=\"" + RUNTIME + "\""));
        call(List.of("defaults", "show"));
        call(List.of("runtime", "show"));
        observe("everything.job.seed.json", 0, inputs);
        observe("failing.job.case.json", 1, List.of("--input", "flag=" + FLAG));
        observe("proxied.job.case.json", 1, List.of());
        refuse(
                "refused.job.case.json",
                line("--input flag=" + RUNTIME + " --input password=" + INPUT_PASSWORD, List.of()));
        assertNothingLeaked();
    }

    private void refuse(String job, List<String> inputs) throws Exception {
        for (String words : List.of("job validate", "job plan", "job run")) {
            both(line(words + " --case " + job, inputs));
        }
        assertThat(printed.values()).anyMatch(text -> text.contains("job input preflight failed"));
    }

    /** Validates, plans and runs a job, in each form of output, and then reads its record in every way. */
    private void observe(String job, int exitCode, List<String> inputs) throws Exception {
        for (String words : List.of("job validate", "job plan")) {
            both(line(words + " --case " + job, inputs));
        }
        call(line("job run --case " + job, inputs));
        String first = latest();
        for (String form : List.of("--verbose", "--json", "--events", "--json --verbose")) {
            Execution run = call(line("job run --case " + job + " " + form, inputs));
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
        }
        for (String words : AFTER) {
            both(line(words, List.of()));
        }
        for (String step : steps()) {
            both(List.of("job", "inspect", "--run-id", "latest", "--full", "--step", step));
        }
        checked.add(call(line("job leak-check --run-id latest", List.of())));
        again(exitCode, first, inputs);
    }

    /** Compares the last run, goes on with it where it failed, and replays it without the service and with it. */
    private void again(int exitCode, String first, List<String> inputs) throws Exception {
        String run = latest();
        both(line("job diff --all --run-id " + run + " --against " + first, List.of()));
        if (exitCode != 0) {
            for (String form : List.of("", "--events")) {
                call(line("job resume --run-id " + run + " " + form, inputs));
                checked.add(call(line("job leak-check --run-id " + run, List.of())));
            }
        }
        for (String form : List.of("", "--json", "--live")) {
            call(line("job replay --run-id " + run + " " + form, inputs));
            assertThat(latest()).as("a replay has a record").isNotEqualTo(run);
            checked.add(call(line("job leak-check --run-id latest", List.of())));
            both(line("job diff --all --run-id latest --against " + run, List.of()));
            both(line("job inspect --run-id latest --show-curl --full", List.of()));
        }
    }

    private String latest() throws Exception {
        return Json.parse(call(line("job latest --json", List.of())).out())
                .path("runId")
                .asString();
    }

    private List<String> steps() throws Exception {
        Execution dump = call(line("job dump --run-id latest --json --full", List.of()));
        List<String> steps = new ArrayList<>();
        Json.parse(dump.out())
                .path("stepResults")
                .forEach(step -> steps.add(step.path("stepId").asString()));
        assertThat(steps).isNotEmpty();
        return steps;
    }

    private static List<String> line(String words, List<String> more) {
        List<String> line = new ArrayList<>(List.of(words.strip().split(" +")));
        line.addAll(more);
        return line;
    }

    private void both(List<String> line) throws Exception {
        call(line);
        List<String> json = new ArrayList<>(line);
        json.add("--json");
        call(json);
    }

    private Execution call(List<String> line) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(ENVIRONMENT);
        environment.put("HOME", folder.toString());
        environment.put("DISPATCH_HOME", folder.resolve("home").toString());
        environment.put("LEAK_API", api.url());
        // What the code of modules prints is seen outside of this process only; the rest is quicker in it.
        CommandUnderTest program = RUNNING.contains(line.get(1)) ? new PackagedProgram(folder) : new ProgramInProcess();
        Execution execution = program.run(new Invocation(line, work, environment, ""));
        assertThat(execution.out() + execution.err()).as(String.join(" ", line)).doesNotContain("dispatch has a fault");
        printed.put("stdout of call " + printed.size() + ": " + shown(line), execution.out());
        printed.put("stderr of call " + printed.size() + ": " + shown(line), execution.err());
        return execution;
    }

    private static String shown(List<String> line) {
        return String.join(" ", line.subList(0, Math.min(line.size(), 5)));
    }

    private void assertNothingLeaked() throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>(ENVIRONMENT);
        secrets.put("input by flag", FLAG);
        secrets.put("input by file", FILE);
        secrets.put("input called password", INPUT_PASSWORD);
        secrets.put("runtime override", RUNTIME);
        secrets.put("stored default", STORED);
        secrets.put("cookie of the service", LeakyApi.COOKIE);
        secrets.put("token of the token server", LeakyApi.TOKEN);
        secrets.put("token in an answer", LeakyApi.ANSWERED);
        SecretSearch search = new SecretSearch(secrets);
        List<String> leaks = new ArrayList<>();
        printed.forEach((where, text) -> leaks(where, text, search, secrets, leaks));
        for (Path file : written()) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            leaks(folder.relativize(file).toString(), text, search, secrets, leaks);
        }
        unpacked(work.resolve("out/run.zip"))
                .forEach((name, text) -> leaks("out/run.zip, " + name, text, search, secrets, leaks));
        assertThat(String.join("\n", leaks)).isEmpty();
        assertThat(checked)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.exitCode())
                        .as(check.out() + check.err())
                        .isZero());
    }

    /** Records, caches, crash reports and whatever else came to be; not what keeps values by design. */
    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("home/memory")))
                    .filter(file -> !file.getFileName().toString().equals("action-defaults.json"))
                    .filter(file -> !file.getFileName().toString().equals("runtime-overrides.json"))
                    .filter(file -> !file.getParent().equals(folder)
                            && !file.getParent().toString().contains("streams"))
                    .toList();
        }
    }

    private static Map<String, String> unpacked(Path bundle) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                files.put(entry.getName(), entry.getName() + "\n" + new String(content, StandardCharsets.UTF_8));
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /** By the search of the program, and by forms that are made here. */
    private static void leaks(
            String where, String text, SecretSearch search, Map<String, String> secrets, List<String> leaks) {
        for (SecretSearch.Hit hit : search.in(text)) {
            int from = Math.max(0, hit.at() - 60);
            leaks.add(where + ": " + hit.name() + " " + hit.forms() + " at "
                    + text.substring(from, Math.min(text.length(), hit.at() + 60))
                            .replace('\n', ' '));
        }
        secrets.forEach((name, value) -> {
            if (forms(value).stream().anyMatch(text::contains)) {
                leaks.add(where + ": " + name);
            }
        });
    }

    private static List<String> forms(String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String json = Json.compact(Json.text(value));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return List.of(
                value,
                form,
                form.replace("+", "%20"),
                json.substring(1, json.length() - 1),
                base64.substring(0, base64.length() - 1),
                base64.substring(0, base64.length() - 1).replace('+', '-').replace('/', '_'),
                value.replace("'", "'\\''"));
    }
}
