package dev.dispatch.testkit;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the placeholders of one transcript stand for in one execution. */
final class Bindings {
    private static final Pattern GAP = Pattern.compile(" {2,}");

    private final Map<Placeholder, String> known = new EnumMap<>(Placeholder.class);
    private final Map<Token.Slot, String> numbered = new LinkedHashMap<>();

    void know(Placeholder placeholder, String text) {
        known.put(placeholder, text);
    }

    /**
     * Puts the real text in the place of each placeholder, for commands and files.
     *
     * @throws IllegalArgumentException where a placeholder has no text yet, or is not in the closed set
     */
    String expand(String line) {
        StringBuilder expanded = new StringBuilder();
        for (Token token : Token.split(line)) {
            switch (token) {
                case Token.Literal literal -> expanded.append(literal.text());
                case Token.Slot slot -> expanded.append(text(slot));
            }
        }
        return expanded.toString();
    }

    private String text(Token.Slot slot) {
        String text = slot.number() == 0 ? known.get(slot.placeholder()) : numbered.get(slot);
        if (text == null) {
            throw new IllegalArgumentException("nothing printed so far says what " + slot + " is");
        }
        return text;
    }

    /** Whether a real line is what the transcript expects; numbered placeholders are bound on the way. */
    boolean match(String expected, String actual) {
        Map<Token.Slot, Integer> groups = new LinkedHashMap<>();
        Matcher matcher =
                Pattern.compile(pattern(Token.split(expected), groups)).matcher(actual);
        if (!matcher.matches()) {
            return false;
        }
        return groups.entrySet().stream().allMatch(group -> bind(group.getKey(), matcher.group(group.getValue())));
    }

    private String pattern(List<Token> tokens, Map<Token.Slot, Integer> groups) {
        StringBuilder pattern = new StringBuilder();
        for (Token token : tokens) {
            switch (token) {
                case Token.Literal literal -> appendLiteral(pattern, literal.text());
                case Token.Slot slot -> appendSlot(pattern, slot, groups);
            }
        }
        return pattern.toString();
    }

    /** A column is as wide as what stands in it, so a gap between two is any number of spaces from two. */
    private static void appendLiteral(StringBuilder pattern, String text) {
        int at = 0;
        Matcher gap = GAP.matcher(text);
        while (gap.find()) {
            boolean indentation = pattern.isEmpty() && gap.start() == 0;
            if (!indentation) {
                pattern.append(Pattern.quote(text.substring(at, gap.start()))).append(" {2,}");
                at = gap.end();
            }
        }
        pattern.append(Pattern.quote(text.substring(at)));
    }

    private void appendSlot(StringBuilder pattern, Token.Slot slot, Map<Token.Slot, Integer> groups) {
        String text = slot.number() == 0 ? known.get(slot.placeholder()) : numbered.get(slot);
        if (text != null) {
            pattern.append(Pattern.quote(text));
        } else if (slot.placeholder().known()) {
            pattern.append("(?!)");
        } else if (slot.number() == 0) {
            pattern.append("(?:").append(slot.placeholder().shape()).append(')');
        } else if (groups.containsKey(slot)) {
            pattern.append("(?:\\").append(groups.get(slot)).append(')');
        } else {
            groups.put(slot, groups.size() + 1);
            pattern.append('(').append(slot.placeholder().shape()).append(')');
        }
    }

    /** Two numbers of one placeholder are two different texts. */
    private boolean bind(Token.Slot slot, String text) {
        boolean taken = numbered.entrySet().stream()
                .anyMatch(entry -> entry.getKey().placeholder() == slot.placeholder()
                        && entry.getValue().equals(text));
        if (!taken) {
            numbered.put(slot, text);
        }
        return !taken;
    }

    /** The line as update mode writes it: placeholders in the place of all that differs between executions. */
    String disguise(String actual) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < actual.length()) {
            int end = disguiseOne(actual, at, line);
            if (end == at) {
                line.append(actual.charAt(at));
                end++;
            }
            at = end;
        }
        return line.toString();
    }

    /** Writes the placeholder for what begins here and returns its end; the same place where there is none. */
    private int disguiseOne(String actual, int at, StringBuilder line) {
        for (Map.Entry<Placeholder, String> text : known.entrySet()) {
            if (actual.startsWith(text.getValue(), at)) {
                line.append(new Token.Slot(text.getKey(), 0));
                return at + text.getValue().length();
            }
        }
        for (Placeholder placeholder : Placeholder.values()) {
            String text = placeholder.recognise(actual, at);
            if (!text.isEmpty()) {
                line.append(placeholder.numbered() ? numberedSlot(placeholder, text) : new Token.Slot(placeholder, 0));
                return at + text.length();
            }
        }
        Matcher lookalike = Token.PLACEHOLDER.matcher(actual).region(at, actual.length());
        if (actual.charAt(at) == '<' && lookalike.lookingAt()) {
            line.append('\\').append(lookalike.group());
            return lookalike.end();
        }
        return at;
    }

    private Token.Slot numberedSlot(Placeholder placeholder, String text) {
        int number = 1;
        for (Map.Entry<Token.Slot, String> entry : numbered.entrySet()) {
            if (entry.getKey().placeholder() == placeholder) {
                if (entry.getValue().equals(text)) {
                    return entry.getKey();
                }
                number = Math.max(number, entry.getKey().number() + 1);
            }
        }
        Token.Slot slot = new Token.Slot(placeholder, number);
        numbered.put(slot, text);
        return slot;
    }
}
