using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>A schema object that was entered on the way to a keyword.</summary>
/// <param name="Node">The schema object.</param>
/// <param name="Via">The instruction of the schema object before it that led here; null for the first.</param>
/// <param name="Depth">How many steps into the instance it applies.</param>
internal readonly record struct EvaluationStep(SchemaNode Node, Instruction? Via, int Depth)
{
    /// <summary>What the step adds to the evaluation path: <c>/$ref</c>, <c>/properties/a</c>, <c>/anyOf/1</c>.</summary>
    public string Segment
    {
        get
        {
            if (Via is null)
                return "";
            // A reference leads anywhere, also to below the schema that it stands in; every other keyword leads to a schema below itself.
            return Via.Keyword is "$ref" or "$dynamicRef" or "$recursiveRef"
                ? "/" + Via.Keyword
                : Node.Pointer.StartsWith(Via.Site.Pointer + "/", StringComparison.Ordinal) ? Node.Pointer[Via.Site.Pointer.Length..] : "/" + Via.Keyword;
        }
    }
}

/// <summary>The way an evaluation took to a keyword, through references. Equal when the paths are.</summary>
internal sealed class EvaluationTrail(EvaluationStep[] steps, string suffix) : IEquatable<EvaluationTrail>
{
    private string? _path;

    public IReadOnlyList<EvaluationStep> Steps { get; } = steps;

    /// <summary>The keyword below the last schema object; empty when that itself refuses.</summary>
    public string Suffix { get; } = suffix;

    public string Path
    {
        get
        {
            if (_path is not null)
                return _path;
            var path = new StringBuilder();
            foreach (EvaluationStep step in Steps)
                path.Append(step.Segment);
            if (Suffix.Length > 0)
                path.Append('/').Append(Suffix);
            return _path = path.ToString();
        }
    }

    public bool Equals(EvaluationTrail? other) => other is not null && Path == other.Path;

    public override bool Equals(object? obj) => Equals(obj as EvaluationTrail);

    public override int GetHashCode() => string.GetHashCode(Path, StringComparison.Ordinal);
}
