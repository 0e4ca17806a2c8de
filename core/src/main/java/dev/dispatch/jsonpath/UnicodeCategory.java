package dev.dispatch.jsonpath;

/** Writes the categories of I-Regexp ({@code \p{Lu}}) for RE2, which lacks the one of unassigned code points. */
final class UnicodeCategory {

    private static final String NAMES = " L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps"
            + " Z Zl Zp Zs S Sc Sk Sm So C Cc Cf Cn Co ";

    private UnicodeCategory() {}

    /** Appends the category, answering false where RFC 9485 knows none of this name. */
    static boolean append(String name, boolean negated, boolean inClass, StringBuilder out) {
        if (name.isBlank() || name.indexOf(' ') >= 0 || !NAMES.contains(" " + name + " ")) {
            return false;
        }
        boolean other = name.equals("C");
        if (!other && !name.equals("Cn")) {
            out.append(negated ? "\\P{" : "\\p{").append(name).append('}');
            return true;
        }
        out.append(inClass ? "" : "[");
        if (other && negated) {
            out.append("\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}");
        } else {
            out.append(other ? "\\p{C}" : "");
            appendRanges(negated, out);
        }
        out.append(inClass ? "" : "]");
        return true;
    }

    private static void appendRanges(boolean assigned, StringBuilder out) {
        int start = -1;
        for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
            boolean inside = c <= Character.MAX_CODE_POINT && Character.isDefined(c) == assigned;
            if (inside && start < 0) {
                start = c;
            } else if (!inside && start >= 0) {
                out.append("\\x{").append(Integer.toHexString(start)).append("}-\\x{");
                out.append(Integer.toHexString(c - 1)).append('}');
                start = -1;
            }
        }
    }
}
