package dev.dispatch.fuzz;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damages JSON documents so that they stay JSON: what comes through every parser and means nonsense. */
final class JsonDamage {

    private static final int DEEPEST = 480;
    private static final int MOST_COPIES = 300;
    private static final int LONGEST = 20_000;

    /** A value together with what holds it; the whole document stands at depth 0. */
    private record Place(JsonNode owner, String name, int index, int depth) {
        JsonNode value() {
            return owner.isArray() ? owner.get(index) : owner.get(name);
        }

        void set(JsonNode value) {
            if (owner instanceof ArrayNode array) {
                array.set(index, value);
            } else {
                ((ObjectNode) owner).set(name, value);
            }
        }

        void remove() {
            if (owner instanceof ArrayNode array) {
                array.remove(index);
            } else {
                ((ObjectNode) owner).remove(name);
            }
        }
    }

    private final List<JsonNode> corpus;
    private final List<String> words;
    private final ByteDamage bytes;

    JsonDamage(List<JsonNode> corpus, List<String> words, ByteDamage bytes) {
        this.corpus = corpus;
        this.words = words;
        this.bytes = bytes;
    }

    String damaged(JsonNode sound, int times, RandomGenerator random) {
        JsonNode root = Json.array().add(sound.deepCopy());
        for (int i = 0; i < times; i++) {
            once(root, random);
        }
        String text = random.nextInt(4) == 0 ? Json.pretty(root.get(0)) : Json.compact(root.get(0));
        return random.nextInt(12) == 0 ? duplicated(text, random) : text;
    }

    private void once(JsonNode root, RandomGenerator random) {
        Place place = place(root, random);
        JsonNode value = place.value();
        switch (random.nextInt(14)) {
            case 0, 1 ->
                place.set(Oddities.VALUES
                        .get(random.nextInt(Oddities.VALUES.size()))
                        .deepCopy());
            case 2, 3 -> place.set(place(root, random).value().deepCopy());
            case 4 -> place.set(other(random));
            case 5 -> place.set(nested(value, random));
            case 6 -> copies(place, random);
            case 7 -> rename(place, random);
            case 8 -> added(value, random);
            case 9 -> remove(place);
            case 10 -> place.set(Json.text(longText(random)));
            default -> place.set(Json.text(text(value, random)));
        }
    }

    /** A place anywhere; the deeper ones are as likely as those near the root. */
    private static Place place(JsonNode root, RandomGenerator random) {
        Place at = new Place(root, "", 0, 0);
        while (true) {
            JsonNode value = at.value();
            if (value == null
                    || !value.isContainer()
                    || value.isEmpty()
                    || (at.depth() > 0 && random.nextInt(5) == 0)) {
                return at;
            }
            int index = random.nextInt(value.size());
            String name = value.isObject() ? new ArrayList<>(value.propertyNames()).get(index) : "";
            at = new Place(value, name, index, at.depth() + 1);
        }
    }

    private JsonNode other(RandomGenerator random) {
        JsonNode document = Json.array().add(corpus.get(random.nextInt(corpus.size())));
        return place(document, random).value().deepCopy();
    }

    private static JsonNode nested(JsonNode value, RandomGenerator random) {
        int depth = random.nextInt(3) == 0 ? random.nextInt(DEEPEST) : random.nextInt(4);
        boolean array = random.nextBoolean();
        JsonNode node = value;
        for (int i = 0; i < depth; i++) {
            ObjectNode object = Json.object();
            object.set("a", node);
            node = array ? Json.array().add(node) : object;
        }
        return node;
    }

    private static void copies(Place place, RandomGenerator random) {
        int times = random.nextInt(MOST_COPIES);
        String text = Json.compact(place.value());
        times = Math.min(times, LONGEST / Math.max(1, text.length()));
        for (int i = 0; i < times; i++) {
            if (place.owner() instanceof ArrayNode array) {
                array.add(place.value().deepCopy());
            } else {
                ((ObjectNode) place.owner()).set(place.name() + i, place.value().deepCopy());
            }
        }
    }

    private void rename(Place place, RandomGenerator random) {
        if (place.owner() instanceof ObjectNode object) {
            JsonNode value = object.remove(place.name());
            object.set(text(Json.text(place.name()), random), value);
        }
    }

    private void added(JsonNode value, RandomGenerator random) {
        if (value instanceof ObjectNode object) {
            object.set(word(random), other(random));
        } else if (value instanceof ArrayNode array) {
            array.add(other(random));
        }
    }

    private static void remove(Place place) {
        if (place.depth() > 0) {
            place.remove();
        }
    }

    private String text(JsonNode value, RandomGenerator random) {
        String text = value.isString() ? value.stringValue() : word(random);
        return switch (random.nextInt(4)) {
            case 0 -> word(random);
            case 1 -> text + word(random);
            case 2 -> word(random) + text;
            default -> FuzzTarget.text(bytes.once(FuzzTarget.bytes(text), random));
        };
    }

    private String word(RandomGenerator random) {
        return words.isEmpty() || random.nextInt(3) == 0
                ? FuzzTarget.text(bytes.word(random))
                : words.get(random.nextInt(words.size()));
    }

    private String longText(RandomGenerator random) {
        return word(random).repeat(random.nextInt(1 << (1 + random.nextInt(11))));
    }

    /** A member comes twice in its object. */
    private static String duplicated(String text, RandomGenerator random) {
        int at = text.indexOf('{', random.nextInt(text.length() + 1));
        int end = at < 0 ? -1 : text.indexOf(':', at);
        return end < 0
                ? text
                : text.substring(0, at + 1) + text.substring(at + 1, end) + ":null," + text.substring(at + 1);
    }
}
