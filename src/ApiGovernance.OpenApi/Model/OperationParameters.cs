using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>The parameters of an operation and those of its path item that it does not replace.</summary>
internal sealed class OperationParameters
{
    private readonly List<ApiParameter> _models = [];
    private readonly List<ResolvedNode> _bodies = [];

    public IReadOnlyList<ApiParameter> Models => _models;

    /// <summary>Swagger 2.0: the parameter that is the body; the operation's wins.</summary>
    public ResolvedNode? Body => _bodies.FirstOrDefault();

    public static OperationParameters Read(ContractReading reading, ResolvedNode node, IReadOnlyList<ResolvedNode> items, string operation)
    {
        var read = new OperationParameters();
        var seen = new HashSet<(string, string)>();
        foreach (ResolvedNode owner in items.Prepend(node))
            read.ReadList(reading, owner, operation, seen);
        return read;
    }

    /// <summary>Swagger 2.0: a body and form fields exclude each other, and files need a multipart form.</summary>
    public void CheckForms(ContractReading reading, IReadOnlyList<string> consumes, ResolvedNode node, string operation)
    {
        bool form = _models.Any(p => p.In == ParameterLocation.Form);
        if (form && Body is { } body)
            reading.Warning("contract-form", $"{operation} has a body and form fields, which exclude each other.", "Keep the one or the other.", body, operation);
        if (_models.FirstOrDefault(p => p.IsFile) is { } file && !consumes.Contains("multipart/form-data", StringComparer.Ordinal)
            && !consumes.Contains("application/x-www-form-urlencoded", StringComparer.Ordinal))
        {
            reading.Warning(
                "contract-form", $"{operation} takes the file '{file.Name}' and does not consume multipart/form-data.", "Add it to 'consumes'.", file.Place, operation);
        }
    }

    private void ReadList(ContractReading reading, ResolvedNode owner, string operation, HashSet<(string, string)> seen)
    {
        if (owner.Member("parameters") is not { } parameters)
            return;
        if (!parameters.Node.IsArray)
        {
            reading.Error("contract-shape", $"'parameters' of {operation} is not a list, so it is left out.", "Write it as a list.", parameters);
            return;
        }

        var own = new HashSet<(string, string)>();
        int bodies = _bodies.Count;
        foreach (ResolvedNode written in parameters.Items())
        {
            if (reading.Object(written, $"A parameter of {operation}") is not { } parameter)
                continue;
            string place = parameter.Node["in"]?.AsString ?? "";
            string name = parameter.Node["name"]?.AsString ?? "";
            bool isBody = reading.IsSwagger && place == "body";
            // Without name or place it is reported as such.
            if ((isBody ? _bodies.Count > bodies : name.Length > 0 && place.Length > 0 && !own.Add((Key(name, place), place))))
            {
                reading.Warning(
                    "contract-duplicate-parameter",
                    isBody ? $"{operation} has two bodies in one list; the first is taken." : $"{operation} has the parameter '{name}' in {place} twice in one list; the first is taken.",
                    "Remove one of them.",
                    written,
                    operation);
            }
            else if (isBody)
            {
                _bodies.Add(parameter);
            }
            else if (seen.Add((Key(name, place), place)) && ParameterReader.Read(reading, written, parameter, operation) is { } model)
            {
                _models.Add(model);
            }
        }
    }

    // RFC 9110, 5.1: header names are case-insensitive.
    private static string Key(string name, string place) => place == "header" ? name.ToUpperInvariant() : name;
}
