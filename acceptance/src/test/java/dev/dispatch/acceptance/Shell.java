package dev.dispatch.acceptance;

import dev.dispatch.testkit.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A shell that completes command lines as it does for somebody who presses the tab key. */
enum Shell {
    BASH {
        @Override
        String driver(Path script, List<String> lines) {
            StringBuilder driver = new StringBuilder("source '" + script + "'\n");
            driver.append("""
                    complete_line() {
                      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                      _dispatch "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                      printf '%s\\n' "${COMPREPLY[@]}" ==
                    }
                    """);
            for (String line : lines) {
                driver.append("complete_line");
                for (String word : line.split(" ", -1)) {
                    driver.append(" '").append(word).append('\'');
                }
                driver.append('\n');
            }
            return driver.toString();
        }
    },
    /** Its completion works in a line editor only, so a terminal of its own is typed into. */
    ZSH {
        @Override
        String driver(Path script, List<String> lines) {
            StringBuilder driver = new StringBuilder("""
                    zmodload zsh/zpty
                    offered=$PWD/offered
                    zpty terminal zsh -f -i
                    zpty -w terminal "PS1=; autoload -Uz compinit && compinit -u -D; source @SCRIPT@; offered=$offered"
                    zpty -w terminal 'compadd() {
                      if [[ " $* " != *" -[OAD] "* ]]; then
                        local -a hits; builtin compadd -A hits "$@"; print -rl -- "${(@)hits}" >> $offered
                      fi
                      builtin compadd "$@"
                    }'
                    zpty -w terminal 'finish() { comppostfuncs=(finish); print -r -- "==" >> $offered; print -r "LINE""-DONE" }
                    comppostfuncs=(finish); bindkey "^I" complete-word; print ALL""-READY'
                    zpty -r terminal echo '*ALL-READY*'
                    """.replace("@SCRIPT@", script.toString()));
            for (String line : lines) {
                driver.append("zpty -w -n terminal $'").append(line).append("\\t'\n");
                driver.append("zpty -r terminal echo '*LINE-DONE*'\n");
                driver.append("zpty -w -n terminal $'\\025'\n");
            }
            return driver.append("cat $offered\n").toString();
        }
    },
    FISH {
        @Override
        String driver(Path script, List<String> lines) {
            StringBuilder driver = new StringBuilder("source '" + script + "'\n");
            for (String line : lines) {
                driver.append("complete -C '").append(line).append("'\necho ==\n");
            }
            return driver.toString();
        }
    };

    private static final int SECONDS = 60;

    /** A program of the shell that prints what is offered for each line, and a line {@code ==} after each. */
    abstract String driver(Path script, List<String> lines);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, word())));
    }

    /** What is offered for each line, sorted. Whatever the shell prints beside that is a fault. */
    List<List<String>> complete(Path script, Path folder, Map<String, String> environment, List<String> lines)
            throws IOException, InterruptedException {
        Path driver = Files.writeString(Files.createTempFile(folder, "driver", "." + word()), driver(script, lines));
        List<String> command = new ArrayList<>(List.of(word()));
        command.addAll(this == FISH ? List.of("--no-config") : this == ZSH ? List.of("-f") : List.of("--norc"));
        command.add(driver.toString());
        Execution execution = run(command, folder, environment);
        if (!execution.err().isEmpty() || execution.exitCode() != 0) {
            throw new AssertionError(word() + " failed: " + execution);
        }
        List<List<String>> offered = new ArrayList<>();
        for (String part : execution.out().split("(?m)^==$", -1)) {
            TreeSet<String> values = new TreeSet<>();
            for (String line : part.lines().toList()) {
                values.add(line.split("\t", -1)[0]);
            }
            values.remove("");
            offered.add(List.copyOf(values));
        }
        return offered.subList(0, lines.size());
    }

    private static Execution run(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + SECONDS + " s: " + Files.readString(out));
        }
        return new Execution(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
