package dev.dispatch.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the format of transcripts. */
final class TranscriptParser {
    private final String name;
    private final List<String> lines;
    private int next;

    TranscriptParser(String name, String text) {
        this.name = name;
        this.lines = Entry.Text.of(text).lines();
    }

    /** @throws IllegalArgumentException with name and line number where the text is not in the format */
    List<Entry> parse() {
        List<Entry> entries = new ArrayList<>();
        while (next < lines.size()) {
            entries.add(entry(lines.get(next++)));
        }
        return entries;
    }

    private Entry entry(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return new Entry.Note(line);
        }
        if (line.equals("demo-api")) {
            return new Entry.Demo();
        }
        if (line.startsWith("env ") && line.indexOf('=') > 0) {
            return new Entry.Variable(line.substring(4, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        if (line.startsWith("file ")) {
            return new Entry.WorkFile(line.substring(5), text('|'));
        }
        if (line.startsWith("$ ")) {
            int lineNumber = next;
            return new Entry.Command(lineNumber, line.substring(2), text('<'), output(), text('!'), exitCode());
        }
        throw fault("a line begins with '# ', '$ ', 'file ', 'env ' or is 'demo-api', and what belongs to a command"
                + " follows in the order '<', '>' or ':', '!', '='");
    }

    private Entry.Output output() {
        boolean json = next < lines.size() && startsWith(lines.get(next), ':');
        return new Entry.Output(json, text(json ? ':' : '>'));
    }

    /** The lines that begin with a mark, without it. */
    private Entry.Text text(char mark) {
        List<String> text = new ArrayList<>();
        boolean open = false;
        while (!open && next < lines.size() && startsWith(lines.get(next), mark)) {
            String line = lines.get(next++);
            if (line.length() == 2 && line.charAt(1) == '\\') {
                open = true;
            } else if (line.length() == 1) {
                text.add("");
            } else if (line.charAt(1) == ' ') {
                text.add(line.substring(2));
            } else {
                throw fault("after '" + mark + "' comes a space");
            }
        }
        return new Entry.Text(text, open);
    }

    private Optional<Integer> exitCode() {
        if (next < lines.size() && lines.get(next).startsWith("= ")) {
            String code = lines.get(next++).substring(2);
            if (!code.matches("[0-9]{1,3}")) {
                throw fault("'" + code + "' is not an exit code");
            }
            return Optional.of(Integer.valueOf(code));
        }
        return Optional.empty();
    }

    private static boolean startsWith(String line, char mark) {
        return !line.isEmpty() && line.charAt(0) == mark;
    }

    private IllegalArgumentException fault(String message) {
        return new IllegalArgumentException(name + ":" + next + ": " + message);
    }
}
