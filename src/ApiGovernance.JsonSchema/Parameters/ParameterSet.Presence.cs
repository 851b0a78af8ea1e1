namespace ApiGovernance.JsonSchema.Parameters;

/// <content>Which parameters a request has.</content>
public sealed partial class ParameterSet
{
    /// <summary>Adds the query, header and cookie parameters that a request has, each once, whatever their values.</summary>
    /// <param name="request">The texts of the request.</param>
    /// <param name="headers">Its header fields.</param>
    /// <param name="present">What they are added to.</param>
    /// <param name="undeclared">Whether the query has a parameter that no declaration claims.</param>
    /// <returns>False when the query is malformed; nothing is added then.</returns>
    public bool TryFindPresent<THeaders>(in RawRequest request, THeaders headers, ICollection<ParameterDescription> present, out bool undeclared)
        where THeaders : struct, IHeaderFields
    {
        ArgumentNullException.ThrowIfNull(present);
        undeclared = false;
        ParameterScratch scratch = ParameterScratch.Rent();
        try
        {
            var run = new ParameterRun<THeaders>(this, request, headers, scratch);
            if (!run.Begin() || (!ReadsQuery && scratch.Query.ReadQuery(request.Query, MaxNames) is not null))
                return false;
            bool whole = false;
            for (int i = 0; i < _plans.Length; i++)
            {
                whole |= _plans[i].Declared.In == ParameterIn.QueryString;
                if (_plans[i].Declared.In != ParameterIn.Path && run.Has(_plans[i], i))
                    present.Add(_plans[i].Declared);
            }

            undeclared = !whole && run.HasUndeclared();
            return true;
        }
        finally
        {
            scratch.Return();
        }
    }
}
