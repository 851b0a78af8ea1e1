using System.Text;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// The parameters of one operation, compiled: decodes and validates them from the texts of a request, without strings in between.
/// Immutable and safe for concurrent use; a valid request costs no allocation.
/// </summary>
/// <remarks>
/// Decoding is strict: a bad percent-escape or bytes that are not UTF-8 are errors that name the parameter and the position. What a
/// text stands for follows from its schema: a number, boolean or null only where the schema allows it and the text is one by the
/// grammar of JSON, else a string.
/// </remarks>
public sealed partial class ParameterSet
{
    /// <summary>Names in one query or form at most.</summary>
    public const int MaxNames = 1024;

    private readonly ParameterPlan[] _plans;

    private ParameterSet(ParameterPlan[] plans, UndeclaredParameters undeclared)
    {
        _plans = plans;
        Undeclared = undeclared;
        ReadsQuery = undeclared != UndeclaredParameters.Ignore || Array.Exists(plans, static plan => plan.IsNamed);
        ReadsCookies = Array.Exists(plans, static plan => plan.Declared.In == ParameterIn.Cookie);
        Unchecked = [.. plans.Where(static plan => plan.Content is MediaKind.Other).Select(static plan => plan.Declared)];
    }

    /// <summary>How many parameters are checked.</summary>
    public int Count => _plans.Length;

    /// <summary>What is done with undeclared query parameters.</summary>
    public UndeclaredParameters Undeclared { get; }

    /// <summary>Parameters whose media type is not read, so that only their presence is checked.</summary>
    public IReadOnlyList<ParameterDescription> Unchecked { get; }

    internal bool ReadsQuery { get; }

    internal bool ReadsCookies { get; }

    internal ReadOnlySpan<ParameterPlan> Plans => _plans;

    /// <summary>Compiles a set.</summary>
    /// <param name="parameters">In the order in which their errors are told. A path parameter that the template does not name is left out.</param>
    /// <param name="pathNames">The names in the template, in the order of <see cref="RawRequest.PathValues"/>; null for none.</param>
    /// <param name="undeclared">What is done with query parameters that no declaration claims.</param>
    public static ParameterSet Create(
        IEnumerable<ParameterDescription> parameters, IReadOnlyList<string>? pathNames = null, UndeclaredParameters undeclared = UndeclaredParameters.Ignore)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var plans = new List<ParameterPlan>();
        foreach (ParameterDescription parameter in parameters)
        {
            int index = parameter.In == ParameterIn.Path ? IndexOf(pathNames, parameter.Name) : -1;
            if (parameter.In != ParameterIn.Path || index >= 0)
                plans.Add(new ParameterPlan(parameter, index));
        }

        return new ParameterSet([.. plans], undeclared);
    }

    /// <summary>Whether all parameters are as declared; stops at the first that is not.</summary>
    public bool IsValid<THeaders>(in RawRequest request, THeaders headers)
        where THeaders : struct, IHeaderFields
    {
        if (_plans.Length == 0 && Undeclared != UndeclaredParameters.Prevent)
            return true;
        ParameterScratch scratch = ParameterScratch.Rent();
        var run = new ParameterRun<THeaders>(this, request, headers, scratch);
        bool valid = run.Begin() && run.CheckAll();
        scratch.Return();
        return valid;
    }

    /// <summary>Everything that is not as declared, in the order of declaration; empty when <see cref="IsValid"/>.</summary>
    /// <param name="request">The texts of the request.</param>
    /// <param name="headers">Its header fields.</param>
    /// <param name="maxErrors">Errors to gather at most; at least 1.</param>
    public IReadOnlyList<ParameterError> Validate<THeaders>(in RawRequest request, THeaders headers, int maxErrors = 20)
        where THeaders : struct, IHeaderFields
    {
        ParameterScratch scratch = ParameterScratch.Rent();
        var run = new ParameterRun<THeaders>(this, request, headers, scratch);
        var errors = new List<ParameterError>();
        run.Gather(errors, Math.Max(1, maxErrors));
        scratch.Return();
        return errors;
    }

    /// <summary>Whether a query has a parameter that no declaration claims; false when the query is malformed.</summary>
    public bool HasUndeclared(ReadOnlySpan<char> query)
    {
        ParameterScratch scratch = ParameterScratch.Rent();
        var run = new ParameterRun<NoHeaderFields>(this, new RawRequest { Query = query }, default, scratch);
        bool found = run.Begin() && run.FirstUndeclared() >= 0;
        scratch.Return();
        return found;
    }

    private static int IndexOf(IReadOnlyList<string>? names, string name)
    {
        for (int i = 0; i < (names?.Count ?? 0); i++)
        {
            if (names![i] == name)
                return i;
        }

        return -1;
    }

    /// <summary>A name that came with the request, short enough to be told.</summary>
    internal static string Shown(ReadOnlySpan<byte> name)
    {
        string text = Encoding.UTF8.GetString(name);
        return text.Length <= 100 ? text : text[..100];
    }
}
