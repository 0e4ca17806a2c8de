package dev.dispatch.problem;

import java.util.Collection;

/** Lists of names inside a finding. */
public final class Names {

    private static final int MOST = 30;

    private Names() {}

    /** {@code one of a, b, c}; a long list is cut and says how many more there are. */
    public static String oneOf(Collection<String> names) {
        return "one of " + list(names);
    }

    /** The names with commas between them; a long list is cut and says how many more there are. */
    public static String list(Collection<String> names) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (String name : names) {
            if (shown == MOST) {
                return out.append(" and ")
                        .append(names.size() - MOST)
                        .append(" more")
                        .toString();
            }
            out.append(shown == 0 ? "" : ", ").append(Shown.of(name));
            shown++;
        }
        return out.toString();
    }
}
