using ApiGovernance.Linting.Functions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Reads what a function returned: nothing, or a list of <c>{ message, path }</c>.</summary>
internal static class ScriptResults
{
    /// <exception cref="ScriptFailure">It is neither.</exception>
    public static void Read(JsValue returned, LintTarget target, ICollection<FunctionResult> results)
    {
        if (returned is JsUndefined or JsNull)
            return;
        if (returned is not JsArray list)
            throw Failure($"it returned {Kind(returned)}, not a list of results");
        foreach (JsValue item in list.ToArray())
        {
            if (item is not ObjectInstance result)
                throw Failure($"it returned a list with {Kind(item)} in it; a result is an object with a `message`");
            IReadOnlyList<string>? path = Path(result.Get("path"));
            if (path is not null && path.SequenceEqual(target.Path))
                path = null;
            string message = TypeConverter.ToString(result.Get("message"));
            results.Add(new FunctionResult(ScriptMessage.Fill(message, target, path), Absolute: path));
        }
    }

    private static List<string>? Path(JsValue path) => path switch
    {
        JsUndefined or JsNull => null,
        JsArray names => [.. names.ToArray().Select(Segment)],
        _ => throw Failure($"the `path` of a result is {Kind(path)}, not a list"),
    };

    // As Spectral has it: names may be escaped as in a JSON pointer.
    private static string Segment(JsValue segment)
    {
        string text = TypeConverter.ToString(segment);
        return segment is JsString && text.Contains('~', StringComparison.Ordinal)
            ? text.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            : text;
    }

    private static string Kind(JsValue value) => value switch
    {
        JsString => "a text",
        JsNumber => "a number",
        JsBoolean => "a boolean",
        JsNull => "null",
        JsUndefined => "nothing",
        _ => "an object",
    };

    private static ScriptFailure Failure(string problem) => new(problem, null, null, broken: false, new InvalidOperationException(problem));
}
