package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.command.Arguments;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.testkit.CommandLine;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the documents tell people to write and to type is understood by the program. */
class GuideTest {
    private static final String FENCE = "```";
    private static final Pattern END = Pattern.compile(" {2,}| # | > | \\| | \\|\\| | &$");

    @TempDir
    private Path folder;

    /** A fenced block: what stands behind the fence, and the lines up to its end. */
    private record Block(Path document, int line, String info, List<String> lines) {
        String place() {
            return Transcripts.ROOT.relativize(document) + ":" + line;
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    @Test
    void everyWholeJobOfTheDocumentsValidates() throws Exception {
        List<String> refused = new ArrayList<>();
        int jobs = 0;
        execute(List.of(
                "run",
                "memory.store",
                "--input",
                "namespace=jsonplaceholder-reference",
                "--input",
                "key=users.user-1",
                "--input",
                "value={\"id\":1}"));
        execute(List.of("module", "init", "--name", "shop", "--out", "modules/shop"));
        for (Block block : blocks()) {
            if (!block.info().equals("json") || !Json.parse(block.text()).has("schemaVersion")) {
                continue;
            }
            jobs++;
            Path job = folder.resolve("j" + jobs + ".job.case.json");
            Files.writeString(job, block.text());
            Execution execution = execute(validate(job, Json.parse(block.text())));
            if (execution.exitCode() != 0) {
                refused.add(block.place() + "\n" + execution.out());
            }
        }
        assertThat(jobs).isGreaterThan(8);
        assertThat(refused).isEmpty();
    }

    /** With a value for each input that must be given. */
    private static List<String> validate(Path job, JsonNode document) {
        List<String> arguments = new ArrayList<>(List.of("job", "validate", "--json", "--case", job.toString()));
        document.path("inputs").properties().forEach(input -> {
            if (input.getValue().path("required").asBoolean(false)) {
                arguments.addAll(List.of("--input", input.getKey() + "=1"));
            }
        });
        return arguments;
    }

    private Execution execute(List<String> arguments) {
        Map<String, String> environment = Map.of("HOME", folder.toString(), "API_URL", "http://127.0.0.1:1");
        return new ProgramInProcess().run(new Invocation(arguments, folder, environment, ""));
    }

    @Test
    void everyCommandOfTheDocumentsIsOne() throws IOException {
        List<String> refused = new ArrayList<>();
        int commands = 0;
        for (Block block : blocks()) {
            for (String line : block.lines()) {
                String command = line.startsWith("$ ") ? line.substring(2) : line.strip();
                if (block.info().startsWith("json") || !command.startsWith("dispatch ") || isPattern(command)) {
                    continue;
                }
                commands++;
                try {
                    Arguments.read(CommandLine.arguments(withoutComment(command)));
                } catch (ProblemException e) {
                    refused.add(
                            block.place() + ": " + command + ": " + e.problem().message());
                }
            }
        }
        assertThat(commands).isGreaterThan(60);
        assertThat(refused).isEmpty();
    }

    /** A form in capital letters and brackets, not a command. */
    private static boolean isPattern(String command) {
        return command.contains("[") || command.contains("...") || command.matches(".*\\w\\|\\w.*");
    }

    /** Up to a comment, a redirection, a pipe or an explanation in a column of its own. */
    private static String withoutComment(String command) {
        Matcher end = END.matcher(command);
        String typed = end.find() ? command.substring(0, end.start()) : command;
        return typed.replace("\"$(jq -r .runId run.json)\"", "latest");
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path document : documents()) {
            List<String> lines = Files.readAllLines(document);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(FENCE)) {
                    int end = i + 1;
                    while (!lines.get(end).startsWith(FENCE)) {
                        end++;
                    }
                    String info = lines.get(i).substring(FENCE.length()).strip();
                    blocks.add(new Block(document, i + 1, info, lines.subList(i + 1, end)));
                    i = end;
                }
            }
        }
        return blocks;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents =
                new ArrayList<>(List.of(Transcripts.ROOT.resolve("README.md"), Transcripts.ROOT.resolve("SKILL.md")));
        for (String folder : List.of("docs/guide", "modules")) {
            try (Stream<Path> files = Files.walk(Transcripts.ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }
}
