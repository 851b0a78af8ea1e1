using System.Text;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>One signature of a message: what it covers, what it says about itself, and its bytes (RFC 9421, 4).</summary>
internal sealed class SignatureInput
{
    private const int MaxSignatures = 8;
    private const int MaxComponents = 50;

    private readonly Dictionary<string, Parameter> parameters;

    private SignatureInput(IReadOnlyList<Component> components, Dictionary<string, Parameter> parameters, byte[] signature)
    {
        (Components, this.parameters, Signature) = (components, parameters, signature);
        Written = Write(components.Select(component => component.Identifier), parameters);
    }

    public IReadOnlyList<Component> Components { get; }

    /// <summary>The value of <c>@signature-params</c>.</summary>
    public string Written { get; }

    public byte[] Signature { get; }

    public string? KeyId => parameters.GetValueOrDefault("keyid")?.Text;

    public string? Algorithm => parameters.GetValueOrDefault("alg")?.Text;

    public string? Nonce => parameters.GetValueOrDefault("nonce")?.Text;

    public long? Created => parameters.GetValueOrDefault("created")?.Number;

    public long? Expires => parameters.GetValueOrDefault("expires")?.Number;

    /// <summary>Whether a parameter is there, whatever it says.</summary>
    public bool Has(string parameter) => parameters.ContainsKey(parameter);

    public bool Covers(string name) => Components.Any(component => component.Name == name && component.Parameters.Count == 0);

    /// <returns>Null when a field cannot be read, or the two do not belong together.</returns>
    public static IReadOnlyList<SignatureInput>? Parse(string inputField, string signatureField)
    {
        Dictionary<string, byte[]> signatures = new(StringComparer.Ordinal);
        StructuredText reader = new(signatureField);
        bool first = true, ended;
        while (reader.NextMember(ref first, out ended))
        {
            if (reader.Key() is not { } label || !reader.Take('=') || reader.Bytes() is not { } bytes || !signatures.TryAdd(label, bytes) || signatures.Count > MaxSignatures)
                return null;
        }

        if (!ended)
            return null;
        List<SignatureInput> inputs = [];
        reader = new StructuredText(inputField);
        first = true;
        while (reader.NextMember(ref first, out ended))
        {
            if (reader.Key() is not { } label || !reader.Take('=') || Covered(ref reader) is not { } components || reader.Parameters() is not { } parameters
                || !signatures.Remove(label, out byte[]? signature))
                return null;
            inputs.Add(new SignatureInput(components, parameters, signature));
        }

        return ended && signatures.Count == 0 && inputs.Count > 0 ? inputs : null;
    }

    private static List<Component>? Covered(ref StructuredText reader)
    {
        List<Component> components = [];
        if (!reader.Take('('))
            return null;
        reader.SkipBlanks();
        while (!reader.Take(')'))
        {
            if (reader.String() is not { Length: > 0 } name || reader.Parameters() is not { } parameters || components.Count == MaxComponents)
                return null;
            Component component = new(name, parameters, StructuredText.Quote(name) + Write(parameters));
            // RFC 9421, 2.5: none may come twice.
            if (components.Exists(other => other.Identifier == component.Identifier))
                return null;
            components.Add(component);
            if (reader.Take(')'))
                return components;
            if (!reader.SkipBlanks())
                return null;
        }

        return components;
    }

    private static string Write(IEnumerable<string> identifiers, Dictionary<string, Parameter> parameters) => $"({string.Join(' ', identifiers)}){Write(parameters)}";

    private static string Write(Dictionary<string, Parameter> parameters)
    {
        StringBuilder text = new();
        foreach (var (name, value) in parameters)
            text.Append(';').Append(name).Append(value.Written);
        return text.ToString();
    }
}

/// <summary>A part of the message that is signed.</summary>
/// <param name="Identifier">As it stands in the signature base: the quoted name with its parameters.</param>
internal sealed record Component(string Name, IReadOnlyDictionary<string, Parameter> Parameters, string Identifier);
