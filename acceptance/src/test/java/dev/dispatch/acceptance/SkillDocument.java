package dev.dispatch.acceptance;

import dev.dispatch.testkit.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document for agents as something that can be executed, from its first line to its last:
 *
 * <ul>
 *   <li>A fenced block whose paragraph before it ends with a colon and names one file in backquotes, such as "Save this
 *       as `order.job.case.json`:", is that file, in the working folder. Any other {@code json} or {@code text} block is
 *       an illustration.
 *   <li>Each line of a {@code sh} block is a command; {@code #} begins a comment. {@code dispatch ...} is executed
 *       without a shell, so there are no pipes, variables or redirections. It has to succeed, unless the comment behind
 *       it says {@code exit N}. {@code export NAME=value} holds for the commands that follow.
 *   <li>{@code dispatch demo serve --port N &} starts a demo API; the test takes a free port and puts it in the place of
 *       N wherever {@code 127.0.0.1:N} follows.
 *   <li>In a {@code console} block a command begins with {@code $ }, and every other line is what it prints, which is
 *       for the reader alone.
 * </ul>
 *
 * Anything else in such a block is a fault, so that no command goes untested.
 */
record SkillDocument(List<String> transcript, List<Expected> commands) {

    /** A command and the exit code that the document gives it. */
    record Expected(String line, int exitCode) {}

    private static final Pattern FENCE = Pattern.compile("(`{3,}|~{3,}) *([A-Za-z]*)");
    private static final Pattern FILE = Pattern.compile("`([A-Za-z0-9_/-]+(?:\\.[A-Za-z0-9-]+)+)`");
    private static final Pattern EXIT = Pattern.compile("\\bexit (\\d{1,3})\\b");
    private static final Pattern SERVE = Pattern.compile("dispatch demo serve(?: --port (\\d+))? &");
    private static final Pattern EXPORT = Pattern.compile("export ([A-Za-z_][A-Za-z0-9_]*)=(['\"]?)([^'\"$`]*)\\2");
    private static final Pattern PLACEHOLDER_LIKE = Pattern.compile("<(?=[A-Z_]+(?::[0-9]+)?>)");

    static SkillDocument of(String markdown) {
        return new Reading().read(markdown.lines().toList());
    }

    /** The same as a transcript without expectations. */
    Transcript written(Path file) throws IOException {
        Files.write(file, transcript);
        return Transcript.read(file);
    }

    private static final class Reading {
        private final List<String> transcript = new ArrayList<>(List.of("# A document for agents."));
        private final List<Expected> commands = new ArrayList<>();
        private String port = "";

        SkillDocument read(List<String> lines) {
            String paragraph = "";
            for (int i = 0; i < lines.size(); i++) {
                Matcher fence = FENCE.matcher(lines.get(i).strip());
                if (!fence.matches()) {
                    paragraph =
                            lines.get(i).isBlank() ? paragraph : lines.get(i).strip();
                    continue;
                }
                List<String> block = new ArrayList<>();
                while (++i < lines.size() && !lines.get(i).strip().equals(fence.group(1))) {
                    block.add(lines.get(i));
                }
                if (i == lines.size()) {
                    throw new AssertionError("a fence is not closed: " + fence.group());
                }
                block(fence.group(2), paragraph, block);
                paragraph = "";
            }
            return new SkillDocument(List.copyOf(transcript), List.copyOf(commands));
        }

        private void block(String kind, String paragraph, List<String> block) {
            switch (kind) {
                case "sh", "bash", "shell" -> block.forEach(this::line);
                case "console" ->
                    block.stream().filter(line -> line.startsWith("$ ")).forEach(line -> line(line.substring(2)));
                default -> file(paragraph, block);
            }
        }

        private void file(String paragraph, List<String> block) {
            List<String> names =
                    FILE.matcher(paragraph).results().map(name -> name.group(1)).toList();
            if (paragraph.endsWith(":") && names.size() == 1) {
                transcript.add("file " + names.getFirst());
                block.forEach(line -> transcript.add("| " + expanded(line)));
            }
        }

        private void line(String whole) {
            int comment = whole.startsWith("#") ? 0 : whole.indexOf(" #");
            String line = (comment < 0 ? whole : whole.substring(0, comment)).strip();
            Matcher serve = SERVE.matcher(line);
            Matcher export = EXPORT.matcher(line);
            if (line.isEmpty()) {
                return;
            }
            if (serve.matches()) {
                transcript.add("demo-api");
                port = serve.group(1) == null ? "" : serve.group(1);
            } else if (export.matches()) {
                transcript.add("env " + export.group(1) + "=" + expanded(export.group(3)));
            } else if (line.startsWith("dispatch ")) {
                Matcher exit = EXIT.matcher(comment < 0 ? "" : whole.substring(comment));
                commands.add(new Expected(line, exit.find() ? Integer.parseInt(exit.group(1)) : 0));
                transcript.add("$ " + expanded(line));
            } else {
                throw new AssertionError("this line cannot be tested: " + whole);
            }
        }

        private String expanded(String text) {
            String plain = PLACEHOLDER_LIKE.matcher(text).replaceAll("\\\\\\\\<");
            return port.isEmpty()
                    ? plain
                    : plain.replace("http://127.0.0.1:" + port, "<DEMO_URL>")
                            .replace("http://localhost:" + port, "<DEMO_URL>");
        }
    }
}
