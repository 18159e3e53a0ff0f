package io.enginehub.core.rules;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import java.util.List;

/** All that a result tells of a FINISHED process which has logged nothing, as it is committed with its end. */
public record Told(ProcessRow row, List<StepRow> steps, Payload output) {}
