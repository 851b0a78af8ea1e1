using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ApiGovernance.Protocol;

/// <summary>How everything between the planes is written: camelCase, nulls left out, members in declaration order.</summary>
public static class ProtocolJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Which of two members of one name is meant nobody can tell.
            AllowDuplicateProperties = false,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            // The text never goes into HTML; readable names are worth more than escaped ones.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = Types().WithAddedModifier(LetNullsBeLeftOut),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The JSON of one type, as everything between the planes is written.</summary>
    public static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>What is exchanged between processes was described at build time; what the control plane stores beside it is looked up.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Not reached in a trimmed program: it has no dynamic code.")]
    private static IJsonTypeInfoResolver Types() =>
        RuntimeFeature.IsDynamicCodeSupported
            ? JsonTypeInfoResolver.Combine(ProtocolTypes.Default, new DefaultJsonTypeInfoResolver())
            : ProtocolTypes.Default;

    /// <summary>A null is written by leaving it out, so what may be null cannot be required when it is read back.</summary>
    private static void LetNullsBeLeftOut(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property is { IsSetNullable: true, AssociatedParameter: not null })
                property.IsRequired = false;
        }
    }
}
