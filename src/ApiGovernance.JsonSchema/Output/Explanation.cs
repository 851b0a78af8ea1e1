using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>The second run over a text whose verdict is known: why it failed, or what the schema says of it. Costs nothing until it is asked.</summary>
internal static class Explanation
{
    // That the value is invalid is known: where every alternative of every level is asked again for its errors, an answer in
    // part is better than the seconds that the verdict itself may take.
    private const int Steps = 500_000;
    private const int StepsPerToken = 100;

    public static IReadOnlyList<SchemaError> Errors(
        SchemaProgram program, SchemaNode root, JsonView view, JsonBuffers buffers, ReadOnlySpan<byte> source, ValidateOptions options)
    {
        var trace = new EvaluationTrace(annotates: false, options.EveryAlternative);
        var collector = new ErrorCollector(Math.Max(1, options.MaxErrors));
        Evaluator evaluator = Start(program, view, buffers, collector, trace);
        evaluator.Left = (int)Math.Min(program.MaxEvaluations, Steps + ((long)StepsPerToken * view.Tokens.Length));
        evaluator.Evaluate(root, 0, track: false);

        // Schemas that call a value secret may not have been reached.
        bool hidden = evaluator.Aborted && program.HasSecrets;
        if (collector.Items.Count == 0)
            return [evaluator.Aborted ? TooComplex(root) : Unexplained(root)];

        var errors = new List<SchemaError>(collector.Items.Count);
        var places = new TextPlaces(source);
        foreach (PendingError error in collector.Items)
        {
            (int line, int column) = places.Of(view, error.Token);
            errors.Add(new SchemaError(
                InstancePointer.Of(view, error.Token), error.Site.Location(error.Suffix), error.Keyword, error.Message, error.Expected)
            {
                Found = FoundValue.Describe(view, error.Token, hidden || trace.IsSecret(view, error.Token)),
                Source = error.Site.Source(error.Suffix),
                InstanceLine = line,
                InstanceColumn = column,
                Trail = error.Trail,
            });
        }

        return errors;
    }

    public static IReadOnlyList<SchemaAnnotation> Annotations(SchemaProgram program, SchemaNode root, JsonView view, JsonBuffers buffers)
    {
        var trace = new EvaluationTrace(annotates: true, everyAlternative: true);
        Evaluator evaluator = Start(program, view, buffers, null, trace);
        evaluator.Evaluate(root, 0, track: true);
        var annotations = new List<SchemaAnnotation>(trace.Annotations.Count);
        foreach (PendingAnnotation annotation in trace.Annotations)
        {
            annotations.Add(new SchemaAnnotation(
                InstancePointer.Of(view, annotation.Token),
                annotation.Site.Location(annotation.Trail.Suffix),
                annotation.Keyword,
                Encoding.UTF8.GetString(annotation.Value))
            {
                Trail = annotation.Trail,
            });
        }

        return annotations;
    }

    /// <summary>The answer when the schema asks for more work than one validation, or telling why it failed, may take.</summary>
    public static SchemaError TooComplex(SchemaNode root) => new(
        "", root.Location(""), "", "The value takes more steps to validate against the schema than are allowed.", null)
    {
        Source = root.Source(""),
    };

    private static SchemaError Unexplained(SchemaNode root) => new(
        "", root.Location(""), "", "The value was refused and no keyword was found that refuses it; this is a defect of the validator.", null)
    {
        Source = root.Source(""),
    };

    private static Evaluator Start(SchemaProgram program, JsonView view, JsonBuffers buffers, ErrorCollector? collector, EvaluationTrace trace)
    {
        buffers.Evaluated.Count = 0;
        buffers.Scope.Count = 0;
        return new Evaluator(program, view, buffers, collector, trace);
    }
}
