using System.Text;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>One check of one request.</summary>
internal ref partial struct ParameterRun<THeaders>(ParameterSet set, RawRequest request, THeaders headers, ParameterScratch scratch)
    where THeaders : struct, IHeaderFields
{
    private readonly RawRequest _request = request;
    private Span<int> _heads;
    private ReadOnlySpan<char> _cookies;
    private readonly THeaders _headers = headers;
    private int _maxErrors;
    private ParameterIn _malformed;

    /// <summary>Indexes the query and the cookies; false when one of them is malformed.</summary>
    public bool Begin()
    {
        scratch.Query.Clear();
        _malformed = ParameterIn.Query;
        if (set.ReadsQuery)
        {
            scratch.Problem = scratch.Query.ReadQuery(_request.Query, ParameterSet.MaxNames);
            if (scratch.Problem is not null)
                return false;
            Claim();
        }

        if (set.ReadsCookies)
        {
            int lines = _headers.Find("Cookie", out _cookies);
            // HTTP/2 may split the field (RFC 9113, 8.2.3).
            if (lines > 1)
                _cookies = Joined("Cookie", lines, "; ");
            _malformed = ParameterIn.Cookie;
            scratch.Problem = scratch.Cookies.ReadCookies(lines == 0 ? default : _cookies, ParameterSet.MaxNames);
            if (scratch.Problem is not null)
                return false;
        }

        return true;
    }

    public bool CheckAll()
    {
        for (int i = 0; i < set.Plans.Length; i++)
        {
            if (!Check(set.Plans[i], i))
                return false;
        }

        return set.Undeclared != UndeclaredParameters.Prevent || FirstUndeclared() < 0;
    }

    public void Gather(List<ParameterError> errors, int maxErrors)
    {
        _maxErrors = maxErrors;
        if (!Begin())
        {
            errors.Add(new ParameterError("", _malformed, "", new SchemaError("/" + ParameterPlan.Place(_malformed), "", "", scratch.Problem!, null)));
            return;
        }

        for (int i = 0; i < set.Plans.Length && errors.Count < maxErrors; i++)
        {
            (scratch.Problem, scratch.Errors) = (null, null);
            if (!Check(set.Plans[i], i))
                Add(errors, set.Plans[i], maxErrors);
        }

        for (int pair = 0; set.Undeclared == UndeclaredParameters.Prevent && pair < scratch.Query.Count && errors.Count < maxErrors; pair++)
        {
            if (IsDeclared(pair))
                continue;
            string name = ParameterSet.Shown(scratch.Query.Name(pair));
            errors.Add(new ParameterError(name, ParameterIn.Query, "", new SchemaError("/query", "", "undeclared", "is not declared", null)));
        }
    }

    public readonly int FirstUndeclared()
    {
        for (int pair = 0; pair < scratch.Query.Count; pair++)
        {
            if (!IsDeclared(pair))
                return pair;
        }

        return -1;
    }

    private readonly void Add(List<ParameterError> errors, ParameterPlan plan, int maxErrors)
    {
        ParameterDescription declared = plan.Declared;
        if (scratch.Errors is not { } found)
        {
            errors.Add(new ParameterError(declared.Name, declared.In, "", new SchemaError(plan.Pointer, "", "", scratch.Problem!, null)));
            return;
        }

        foreach (SchemaError error in found)
        {
            if (errors.Count < maxErrors)
            {
                errors.Add(new ParameterError(
                    declared.Name, declared.In, error.InstancePointer, error with { InstancePointer = plan.Pointer + error.InstancePointer }));
            }
        }
    }

    private bool Check(ParameterPlan plan, int index)
    {
        switch (plan.Declared.In)
        {
            case ParameterIn.Path:
                return plan.PathIndex < _request.PathValues.Length
                    ? CheckText(plan, _request.Path[_request.PathValues[plan.PathIndex]])
                    : Missing(plan);
            case ParameterIn.Header:
                int lines = _headers.Find(plan.Declared.Name, out ReadOnlySpan<char> line);
                // RFC 9110, 5.3: several lines are one list.
                return lines == 0 ? Missing(plan) : CheckText(plan, (lines == 1 ? line : Joined(plan.Declared.Name, lines, ", ")).Trim(" \t"));
            case ParameterIn.Cookie:
                return CheckCookie(plan);
            case ParameterIn.QueryString:
                ReadOnlySpan<char> query = _request.Query.StartsWith('?') ? _request.Query[1..] : _request.Query;
                return query.IsEmpty ? Missing(plan) : CheckText(plan, query);
            default:
                return CheckNamed(plan, index);
        }
    }

    private bool Missing(ParameterPlan plan) => !plan.Declared.Required || Fail("is required");

    private readonly bool Fail(string problem)
    {
        scratch.Problem = problem;
        return false;
    }

    private string Joined(string name, int lines, string separator)
    {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++)
            text.Append(i == 0 ? "" : separator).Append(_headers.Line(name, i));
        return text.ToString();
    }
}
