package dev.dispatch.authoring;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names in Java for what has a name in a manifest. */
final class JavaNames {

    /** Types that generated sources use by their short names. */
    private static final Set<String> USED = Set.of(
            "Action",
            "ActionContext",
            "ActionException",
            "ActionResult",
            "Default",
            "Description",
            "Length",
            "Name",
            "Pattern",
            "Range",
            "DispatchModule",
            "Effect",
            "Http",
            "HttpContent",
            "HttpRequest",
            "HttpResponse",
            "JsonNode",
            "JsonNodeFactory",
            "ObjectNode",
            "StandardCharsets",
            "StatusRange",
            "Order",
            "NewOrder",
            "Placed",
            "Tracked",
            "Customer",
            "URLEncoder",
            "URI",
            "List",
            "Map",
            "Optional",
            "String",
            "Object",
            "Override",
            "Record",
            "Enum",
            "Void",
            "Long",
            "Double",
            "Boolean",
            "Integer");

    private JavaNames() {}

    /** {@code invoice-service} becomes {@code InvoiceService}; what is used for something else gets a suffix. */
    static String type(String name, String suffix) {
        StringBuilder type = new StringBuilder();
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isAsciiLetter(c) || (c >= '0' && c <= '9')) {
                type.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            } else {
                upper = true;
            }
        }
        if (type.isEmpty() || !isAsciiLetter(type.charAt(0))) {
            type.insert(0, suffix);
        }
        return USED.contains(type.toString()) ? type + suffix : type.toString();
    }

    /** {@code send-invoice} becomes {@code sendInvoice}. */
    static String method(String name) {
        String type = type(name, "Action");
        String method = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return SourceVersion.isKeyword(method, SourceVersion.latest()) || isOfObject(method)
                ? method + "Action"
                : method;
    }

    /** A text that can be the name of a component or a constant as it is. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 200
                && text.chars().allMatch(c -> c < 128)
                && SourceVersion.isIdentifier(text)
                && !SourceVersion.isKeyword(text, SourceVersion.latest())
                && !isOfObject(text)
                && !text.equals("_");
    }

    /** A constant of an enum for a text; one without letters is called {@code VALUE}. */
    static String constant(String text) {
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < text.length() && i < 200; i++) {
            char c = text.charAt(i);
            boolean plain = isAsciiLetter(c) || (c >= '0' && c <= '9');
            constant.append(plain ? Character.toUpperCase(c) : '_');
        }
        return isName(constant.toString()) ? constant.toString() : "VALUE" + constant;
    }

    /** A component of a record for a member. */
    static String component(String member) {
        if (isName(member)) {
            return member;
        }
        String type = type(member, "Value");
        String component = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return isName(component) ? component : component + "Value";
    }

    /** {@code invoice-service} becomes {@code INVOICE_SERVICE}. */
    static String variable(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Character.isDigit(upper.charAt(0)) ? "_" + upper : upper;
    }

    /** A text in quotes, as Java writes it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0) || Character.isSurrogate(c)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** A text for a comment of one line; a Unicode escape would end it. */
    static String comment(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length() && i < 200; i++) {
            char c = text.charAt(i);
            plain.append(c < ' ' || c > '~' || c == '\\' ? '?' : c);
        }
        return plain.toString();
    }

    /** A component or a method of that name would clash with one that every object or record has. */
    private static boolean isOfObject(String name) {
        return switch (name) {
            case "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait",
                    "equals",
                    "values",
                    "valueOf" -> true;
            default -> false;
        };
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
