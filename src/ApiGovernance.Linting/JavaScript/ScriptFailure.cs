using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Why a script did not run to its end, in words, and where.</summary>
/// <param name="broken">The engine was stopped in the middle of something, and is not to be used again.</param>
internal sealed class ScriptFailure(string problem, string? file, int? line, bool broken, Exception cause) : Exception(problem, cause)
{
    public string? File { get; } = file;

    public int? Line { get; } = line;

    public bool IsBroken { get; } = broken;

    /// <summary>The problem with its place.</summary>
    public string Told => File is null ? Message : Line is null ? $"{Message} ({File})" : $"{Message} ({File}:{Line})";

    public static ScriptFailure Of(Exception error) => error switch
    {
        ScriptFailure failure => failure,
        JavaScriptException thrown => new(
            $"it threw {Printed(thrown.Error)}", Place(thrown.Location.SourceFile), thrown.Location.Start.Line is > 0 and var line ? line : null, broken: false, thrown),
        PromiseRejectedException rejected => new($"its promise was rejected with {Printed(rejected.RejectedValue)}", null, null, broken: false, rejected),
        ScriptBudgetException budget => new(budget.Message, null, null, broken: true, budget),
        StatementsCountOverflowException => new("it ran too many statements", null, null, broken: true, error),
        RecursionDepthOverflowException or InsufficientExecutionStackException => new("its calls are nested too deeply", null, null, broken: true, error),
        MemoryLimitExceededException or OutOfMemoryException => new("it asked for too much memory", null, null, broken: true, error),
        RegexMatchTimeoutException => new("a regular expression of it explodes", null, null, broken: true, error),
        TimeoutException => new("its promise never settles: there are no timers and nothing to wait for", null, null, broken: false, error),
        _ => new($"the engine could not run it: {error.Message.TrimEnd('.')}", null, null, broken: true, error),
    };

    private static string? Place(string? file) => file is null || file.StartsWith("apigov:", StringComparison.Ordinal) ? null : file;

    private static string Printed(JsValue error)
    {
        if (error is ObjectInstance thrown && thrown.Get("message") is JsString { } message && thrown.Get("name") is JsString name)
            return $"{name}: {message}".TrimEnd('.');
        return error is ObjectInstance ? "an object" : $"`{error}`";
    }
}
