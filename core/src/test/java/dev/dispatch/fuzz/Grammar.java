package dev.dispatch.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Rules that texts are made by: an alternative is a text in which {@code <name>} stands for one of that rule. Where it
 * gets deep the first alternative is taken, so that one must end.
 */
public final class Grammar {

    private static final int DEEPEST = 12;
    private static final int LONGEST = 20_000;

    private final Map<String, List<String>> rules = new HashMap<>();
    private final String start;

    /**
     * A grammar without rules yet.
     *
     * @param start the rule of a whole input
     */
    public Grammar(String start) {
        this.start = start;
    }

    public Grammar rule(String name, String... alternatives) {
        rules.put(name, List.of(alternatives));
        return this;
    }

    String make(RandomGenerator random) {
        StringBuilder out = new StringBuilder();
        expand(start, 0, random, out);
        return out.toString();
    }

    private void expand(String name, int depth, RandomGenerator random, StringBuilder out) {
        List<String> alternatives = rules.getOrDefault(name, List.of());
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("no rule " + name);
        }
        boolean ending = depth > DEEPEST || out.length() > LONGEST;
        String chosen = ending ? alternatives.getFirst() : alternatives.get(random.nextInt(alternatives.size()));
        int at = 0;
        while (true) {
            int open = chosen.indexOf('<', at);
            int close = open < 0 ? -1 : chosen.indexOf('>', open);
            // A '<' of the language itself is followed by no name of a rule.
            if (close < 0) {
                out.append(chosen, at, chosen.length());
                return;
            }
            String inner = chosen.substring(open + 1, close);
            if (rules.containsKey(inner)) {
                out.append(chosen, at, open);
                expand(inner, depth + 1, random, out);
                at = close + 1;
            } else {
                out.append(chosen, at, open + 1);
                at = open + 1;
            }
        }
    }
}
