package dev.dispatch.cli.skill;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has the public installer of skills ({@code npx skills add}) fetch a repository's skills into a project. It is called
 * without a shell, without questions and without its telemetry.
 */
public final class SkillInstaller {

    /** The installer's version: one that reads {@code owner/repo#version}. */
    public static final String INSTALLER = "skills@1.7.4";

    private static final String PROGRAM = "npx";
    private static final int MOST_LINES = 10;
    private static final int LONGEST_LINE = 2_000;
    private static final Path NOTHING = Path.of("/dev/null");

    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final Consumer<String> progress;
    private final Redactor redactor;

    /**
     * An installer for one project.
     *
     * @param environment with the {@code PATH} on which npx is looked for
     * @param progress takes each line that the installer prints
     */
    public SkillInstaller(Path workingDirectory, Map<String, String> environment, Consumer<String> progress) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
        this.progress = progress;
        // It has the whole environment, and may print what it finds there.
        Secrets secrets = new Secrets();
        secrets.addEnvironment(environment);
        this.redactor = new Redactor(secrets);
    }

    /**
     * Installs all skills of a source, over those that are there.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code RUNTIME_ERROR} without npx, or where the installer fails,
     *     with its last lines
     */
    public void install(SkillSource source) {
        Path npx = program()
                .orElseThrow(() -> Problem.of(
                                ProblemCode.RUNTIME_ERROR,
                                "There is no npx on the PATH, and the skills of modules are installed with it; install Node.js,"
                                        + " or copy the skills of " + source.repo() + " into " + SkillFolder.USUAL)
                        .exception());
        Deque<String> last = new ArrayDeque<>();
        int exitCode;
        try {
            exitCode = run(List.of(npx.toString(), "--yes", INSTALLER, "add", source.word(), "--yes"), last);
        } catch (IOException e) {
            throw failed(source, "npx cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(source, "it was interrupted");
        }
        if (exitCode != 0) {
            String said = last.isEmpty() ? "" : "; it said: " + String.join(" / ", last);
            throw failed(source, INSTALLER + " ended with exit code " + exitCode + said);
        }
    }

    private int run(List<String> command, Deque<String> last) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectInput(NOTHING.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("DISABLE_TELEMETRY", "1", "NO_COLOR", "1", "CI", "1"));
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String shown = shown(line);
                if (!shown.isEmpty()) {
                    progress.accept(shown);
                    last.addLast(shown);
                    if (last.size() > MOST_LINES) {
                        last.removeFirst();
                    }
                }
            }
        }
        return process.waitFor();
    }

    /** Sequences that stand within a secret would hide it, and so would a cut. */
    private String shown(String line) {
        String text = redactor.said(withoutEscapes(line)).strip();
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    }

    private Optional<Path> program() {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && folder.indexOf('\0') < 0) {
                Path file = workingDirectory.resolve(folder).resolve(PROGRAM);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /** Without the sequences that move a cursor (ECMA-48, section 5.4), which a log does not have. */
    static String withoutEscapes(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\u001b' && i + 1 < line.length() && line.charAt(i + 1) == '[') {
                i += 2;
                while (i < line.length() && !(line.charAt(i) >= '@' && line.charAt(i) <= '~')) {
                    i++;
                }
            } else if (c >= ' ') {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static RuntimeException failed(SkillSource source, String why) {
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "The skills of '" + source.name() + "' (" + source.word() + ") were not installed: " + why)
                .exception();
    }
}
