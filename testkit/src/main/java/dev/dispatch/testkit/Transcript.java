package dev.dispatch.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What somebody types and sees: one file below {@code acceptance/transcripts}, whose README describes the format. */
public record Transcript(Path file, List<Entry> entries) {
    public Transcript {
        entries = List.copyOf(entries);
    }

    /** All transcripts below a folder, by name; never none. */
    public static List<Transcript> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            if (sorted.isEmpty()) {
                throw new IOException("no transcripts below " + folder);
            }
            List<Transcript> transcripts = new ArrayList<>();
            for (Path file : sorted) {
                transcripts.add(read(file));
            }
            return transcripts;
        }
    }

    /**
     * Reads one transcript.
     *
     * @throws IllegalArgumentException with file and line where it is not in the format
     */
    public static Transcript read(Path file) throws IOException {
        return new Transcript(file, new TranscriptParser(file.toString(), Files.readString(file)).parse());
    }

    /** The commands in their order. */
    public List<Entry.Command> commands() {
        return entries.stream()
                .filter(Entry.Command.class::isInstance)
                .map(Entry.Command.class::cast)
                .toList();
    }

    /** The text of a file with these entries. */
    static String render(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Note note -> text.append(note.line()).append('\n');
                case Entry.Demo _ -> text.append("demo-api\n");
                case Entry.Variable variable -> text.append("env " + variable.name() + "=" + variable.value() + "\n");
                case Entry.WorkFile file -> {
                    text.append("file ").append(file.path()).append('\n');
                    render(text, '|', file.content());
                }
                case Entry.Command command -> {
                    text.append("$ ").append(command.line()).append('\n');
                    render(text, '<', command.input());
                    render(text, command.out().json() ? ':' : '>', command.out().text());
                    render(text, '!', command.err());
                    command.exitCode().ifPresent(code -> text.append("= " + code + "\n"));
                }
            }
        }
        return text.toString();
    }

    private static void render(StringBuilder text, char mark, Entry.Text content) {
        for (String line : content.lines()) {
            text.append(mark).append(line.isEmpty() ? "" : " ").append(line).append('\n');
        }
        if (content.open()) {
            text.append(mark).append("\\\n");
        }
    }
}
