package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Default;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.sdk.Effect;
import dev.dispatch.sdk.Length;
import dev.dispatch.sdk.Name;
import dev.dispatch.sdk.Pattern;
import dev.dispatch.sdk.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleDescriberTest {

    private static List<String> faults(Class<?> type) {
        ModuleDescriber.Description description = ModuleDescriber.describe(type);
        assertThat(description).isInstanceOf(ModuleDescriber.Description.Faults.class);
        List<Issue> issues = ((ModuleDescriber.Description.Faults) description).issues();
        assertThat(issues).extracting(Issue::code).containsOnly(IssueCode.MODULE_LOAD_FAILED);
        return issues.stream()
                .map(issue -> issue.path() + " | " + issue.message())
                .toList();
    }

    static final class NoModule {}

    @Test
    void aClassWithoutTheAnnotationIsNoModule() {
        assertThat(faults(NoModule.class))
                .containsExactly("NoModule | The class NoModule has no annotation @DispatchModule");
    }

    @DispatchModule(name = "Bad Name", version = "1")
    static final class BadNames {
        BadNames(int needed) {}
    }

    @Test
    void everythingThatIsWrongWithTheClassIsToldAtOnce() {
        assertThat(faults(BadNames.class))
                .containsExactly(
                        "BadNames | The module's name 'Bad Name' is none",
                        "BadNames | The module's version '1' is none",
                        "BadNames | The class BadNames has no usable constructor",
                        "BadNames | The class BadNames has no action");
    }

    @DispatchModule(name = "inner", version = "1.0.0")
    @SuppressWarnings("ClassCanBeStatic")
    final class Inner {
        @Action(name = "a", description = "Something.")
        ActionResult<Void> a(ActionContext<Void> context) {
            return ActionResult.none();
        }
    }

    @Test
    void anInnerClassCannotBeMade() {
        assertThat(faults(Inner.class)).contains("Inner | No object can be made of Inner");
    }

    @DispatchModule(name = "shapes", version = "1.0.0")
    @SuppressWarnings("rawtypes")
    static final class WrongShapes {
        @Action(name = "a", description = "Something.")
        String a(ActionContext<Void> context) {
            return "";
        }

        @Action(name = "b", description = "Something.")
        ActionResult<Void> b(String input) {
            return ActionResult.none();
        }

        @Action(name = "c", description = "Something.")
        ActionResult c(ActionContext<Void> context) {
            return ActionResult.none();
        }

        @Action(name = "d", description = "Something.")
        ActionResult<Void> d(ActionContext<?> context) {
            return ActionResult.none();
        }

        @Action(name = "e", description = "Something.")
        static ActionResult<Void> e(ActionContext<Void> context) {
            return ActionResult.none();
        }

        @Action(name = "f", description = "Something.")
        <T> ActionResult<T> f(ActionContext<Void> context) {
            return ActionResult.none();
        }

        @Action(name = "g", description = "Something.")
        ActionResult<String> g(ActionContext<String> context, List<String> input) {
            return ActionResult.none();
        }

        @Action(
                name = "A h",
                description = " ",
                effect = {Effect.READ, Effect.WRITE})
        ActionResult<Void> h(ActionContext<Void> context) {
            return ActionResult.none();
        }
    }

    @Test
    void aMethodOfAWrongShapeIsToldWithTheRightOne() {
        List<String> faults = faults(WrongShapes.class);
        assertThat(faults)
                .filteredOn(fault -> fault.contains(" a "))
                .anyMatch(fault -> fault.startsWith(
                        "WrongShapes.a | The method a does not return an ActionResult; an action is a method"));
        assertThat(faults)
                .anyMatch(fault -> fault.startsWith("WrongShapes.b | The method b does not take a context"))
                .anyMatch(fault ->
                        fault.startsWith("WrongShapes.c | The method c does not say of what its ActionResult is"))
                .anyMatch(fault ->
                        fault.startsWith("WrongShapes.d | The method d does not say of what its ActionContext is"))
                .anyMatch(fault -> fault.startsWith("WrongShapes.e | The method e is static"))
                .anyMatch(fault -> fault.startsWith("WrongShapes.f | The method f has type parameters"))
                .contains(
                        "WrongShapes.g | The method g has a type for its input that is no JSON object",
                        "WrongShapes.g | The method g has a type for its exports that is no JSON object",
                        "WrongShapes.g | The method g has a type for its credential that is no JSON object",
                        "WrongShapes.h | The method h has the name 'A h', which is none",
                        "WrongShapes.h | The method h has an empty description",
                        "WrongShapes.h | The method h has more than one effect");
    }

    @DispatchModule(name = "twice", version = "1.0.0")
    static final class Twice {
        @Action(name = "a", description = "Something.")
        ActionResult<Void> one(ActionContext<Void> context) {
            return ActionResult.none();
        }

        @Action(name = "a", description = "Something.")
        ActionResult<Void> two(ActionContext<Void> context) {
            return ActionResult.none();
        }
    }

    @Test
    void twoMethodsCannotBeOneAction() {
        assertThat(faults(Twice.class))
                .containsExactly("Twice | Two methods are the action 'a': one(dev.dispatch.sdk.ActionContext) and"
                        + " two(dev.dispatch.sdk.ActionContext)");
    }

    @DispatchModule(name = "types", version = "1.0.0")
    @SuppressWarnings("rawtypes")
    static final class WrongTypes {
        record Odd(
                Thread thread,
                Object anything,
                ArrayList<String> list,
                HashMap<String, String> map,
                Map<Integer, String> numbered,
                List raw,
                Endless<String> endless,
                @JsonProperty("x") String foreign,
                @Name("thread") String again) {}

        record Endless<T>(Optional<Endless<List<T>>> next) {}

        @Action(name = "a", description = "Something.")
        ActionResult<Void> a(ActionContext<Void> context, Odd input) {
            return ActionResult.none();
        }
    }

    @Test
    void aTypeWithoutAFormInJsonIsNamedWithWhatToUseInstead() {
        assertThat(faults(WrongTypes.class))
                .allMatch(fault -> fault.startsWith("WrongTypes.a | "))
                .extracting(fault -> fault.substring("WrongTypes.a | ".length()))
                .contains(
                        "'thread' of Odd is of type java.lang.Thread, which has no form in JSON; use a record, an enum, a"
                                + " sealed interface of records, or JsonNode for any JSON value",
                        "'anything' of Odd is of type Object, which has no form in JSON; use JsonNode for any JSON value",
                        "'list' of Odd is of type java.util.ArrayList, which has no form in JSON; use List or Set",
                        "'map' of Odd is of type java.util.HashMap, which has no form in JSON; use Map<String, ...>",
                        "'numbered' of Odd is a Map<Integer, String>; the keys of a JSON object are texts, so write"
                                + " Map<String, String>",
                        "'raw' of Odd is a List that does not say of what; write List<...>",
                        "Two components of Odd are called 'thread' in JSON")
                .anyMatch(fault -> fault.endsWith("is of a type that holds itself with ever more type arguments"))
                .anyMatch(fault -> fault.startsWith("'foreign' of Odd has @JsonProperty, which is not read"));
    }

    @DispatchModule(name = "alternatives", version = "1.0.0")
    static final class WrongAlternatives {
        sealed interface Shape permits Circle, Square, Open {}

        record Circle(String type) implements Shape {}

        @Name("circle")
        record Square(int side) implements Shape {}

        static non-sealed class Open implements Shape {}

        @Action(name = "a", description = "Something.")
        ActionResult<Void> a(ActionContext<Void> context, Shape input) {
            return ActionResult.none();
        }
    }

    @Test
    void alternativesAreRecordsWithNamesOfTheirOwn() {
        assertThat(faults(WrongAlternatives.class))
                .containsExactlyInAnyOrder(
                        "WrongAlternatives.a | 'type' of Circle has the name of the member 'type' that tells the alternatives"
                                + " apart; give it another @Name",
                        "WrongAlternatives.a | Two alternatives are called 'circle' in JSON; give one of them another @Name",
                        "WrongAlternatives.a | Open, one of the alternatives of Shape, has to be a record without type"
                                + " parameters");
    }

    @DispatchModule(name = "constraints", version = "1.0.0")
    static final class WrongConstraints {
        record Input(
                @Range(min = 1) String text,
                @Range(min = 2, max = 1) int range,
                @Length(min = 1) int number,
                @Length(min = -1) String length,
                @Pattern("a") int pattern,
                @Pattern("(?=a)") String lookahead,
                @Default("no json") int broken,
                @Default("0") @Range(min = 1) int small,
                @Default("\"x\"") boolean flag,
                @Default("1") Optional<Integer> optional) {}

        @Action(name = "a", description = "Something.")
        ActionResult<Void> a(ActionContext<Void> context, Input input) {
            return ActionResult.none();
        }
    }

    @Test
    void whatAnAnnotationDemandsHasToFitTheComponent() {
        assertThat(faults(WrongConstraints.class))
                .extracting(fault -> fault.substring("WrongConstraints.a | ".length()))
                .contains(
                        "@Range on 'text' of Input, which is no number",
                        "@Range on 'range' of Input, which has a min above its max",
                        "@Length on 'number' of Input, which is neither a text nor a list nor a map",
                        "@Length on 'length' of Input, which has a min below 0 or above its max",
                        "@Pattern on 'pattern' of Input, which is no text",
                        "@Default of flag: expected true or false",
                        "@Default on 'optional' of Input, which is Optional, which it never is with a default")
                .anyMatch(fault -> fault.startsWith("@Default on 'small' of Input, which must be"))
                .anyMatch(fault -> fault.startsWith("@Default of 'broken' of Input is not JSON"))
                .anyMatch(fault -> fault.startsWith("The schema of the input at 'properties.lookahead.pattern'"));
    }
}
