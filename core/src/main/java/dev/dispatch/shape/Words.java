package dev.dispatch.shape;

import java.util.Locale;

/** The words that stand in JSON for Java's names: lower case, with hyphens between the parts. */
final class Words {

    private Words() {}

    /** {@code BANK_TRANSFER} becomes {@code bank-transfer}. */
    static String ofConstant(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code BankTransfer} becomes {@code bank-transfer}, {@code HTTPCall} becomes {@code http-call}. */
    static String ofClass(String name) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean starts = Character.isUpperCase(c)
                    && i > 0
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            if (starts && name.charAt(i - 1) != '_') {
                word.append('-');
            }
            word.append(c == '_' ? '-' : Character.toLowerCase(c));
        }
        return word.toString();
    }
}
