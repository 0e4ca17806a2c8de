package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobParser;
import dev.dispatch.job.Step;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.IssueList;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepPlacesTest {

    private static List<Step> steps(String steps) {
        JsonSource source = JsonSource.read(Checking.json("{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': ["
                + steps + "]," + " 'finally': [{'id': 'end', 'action': 'flow.log', 'payload': {'message': 'm'}}]}}"));
        return JobParser.parse(JobKind.CASE, source, IssueList.about(source)).steps();
    }

    /** Counts how often a step is looked at. */
    private static final class Counted extends AbstractList<Step> {
        private final List<Step> steps;
        private int reads;

        Counted(List<Step> steps) {
            this.steps = steps;
        }

        @Override
        public Step get(int index) {
            reads++;
            return steps.get(index);
        }

        @Override
        public int size() {
            return steps.size();
        }
    }

    private static List<String> around(StepPlaces places, String pointer) {
        return places.around(new Pointer(pointer)).stream().map(Step::id).toList();
    }

    @Test
    void thoseAroundAPlaceAreFoundTheInnermostLast() {
        StepPlaces places = new StepPlaces(steps("{'id': 'a', 'action': 'flow.log'}, {'id': 'b', 'steps': ["
                + "{'id': 'c', 'action': 'flow.log'}, {'id': 'd', 'steps': [{'id': 'e', 'action': 'flow.log'}]}]}"));
        assertThat(around(places, "/scenario/steps/0/payload/steps/0/x")).containsExactly("a");
        assertThat(around(places, "/scenario/steps/1/steps/1/steps/0/payload/message"))
                .containsExactly("b", "d", "e");
        assertThat(around(places, "/scenario/steps/1/steps/1/steps/0")).containsExactly("b", "d");
        assertThat(around(places, "/scenario/steps/1/result/steps/0/payload")).containsExactly("b");
        assertThat(around(places, "/scenario/finally/0/when/value")).containsExactly("end");
        assertThat(around(places, "/scenario/steps/0")).isEmpty();
        assertThat(around(places, "/outputs/steps/0/x")).isEmpty();
        assertThat(around(places, "")).isEmpty();
    }

    @Test
    void manyStepsAreLookedAtOnceWhateverIsAskedThen() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append(i == 0 ? "" : ", ").append("{'action': 'flow.log'}");
        }
        Counted steps = new Counted(steps(text.toString()));
        StepPlaces places = new StepPlaces(steps);
        for (int i = 0; i < 5_000; i++) {
            assertThat(around(places, "/scenario/steps/" + i + "/payload/message"))
                    .hasSize(1);
        }
        assertThat(steps.reads).isEqualTo(5_001);
    }
}
