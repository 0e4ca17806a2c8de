package dev.dispatch.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a sent object, read strictly: whatever is missing, ill-typed or out of bounds is {@link Refused}. */
record Members(ObjectNode object) {
    private static final BigDecimal MOST_MONEY = new BigDecimal("1000000");

    /** Refuses every member but these. */
    Members only(String... names) {
        List<String> known = List.of(names);
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw Refused.badRequest(name + " is not known here; members are " + String.join(", ", known));
            }
        }
        return this;
    }

    Optional<String> optionalText(String name, int mostCharacters) {
        return object.has(name) ? Optional.of(text(name, mostCharacters)) : Optional.empty();
    }

    String text(String name, int mostCharacters) {
        JsonNode node = object.path(name);
        if (!node.isString()
                || node.stringValue().isBlank()
                || node.stringValue().length() > mostCharacters) {
            throw Refused.badRequest(name + " must be a text of 1 to " + mostCharacters + " characters");
        }
        return node.stringValue();
    }

    int integer(String name, int least, int most) {
        JsonNode node = object.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw Refused.badRequest(name + " must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    /** More than zero, at most a million, and with at most two decimals. */
    BigDecimal money(String name) {
        if (object.path(name) instanceof NumericNode number
                && !number.isNaN()
                && number.decimalValue().signum() > 0
                && number.decimalValue().compareTo(MOST_MONEY) <= 0
                && number.decimalValue().stripTrailingZeros().scale() <= 2) {
            return number.decimalValue();
        }
        throw Refused.badRequest(name + " must be more than 0, at most " + MOST_MONEY + ", with at most two decimals");
    }

    List<Members> objects(String name, int most) {
        if (!(object.path(name) instanceof ArrayNode array) || array.isEmpty() || array.size() > most) {
            throw Refused.badRequest(name + " must be an array of 1 to " + most + " objects");
        }
        return array.valueStream()
                .map(element -> {
                    if (element instanceof ObjectNode member) {
                        return new Members(member);
                    }
                    throw Refused.badRequest(name + " must hold objects only");
                })
                .toList();
    }
}
