using static ApiGovernance.OpenApi.Findings.Severity;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>All rules, in the order of the reference page.</summary>
public static class ConformanceRules
{
    public static ConformanceRule UnknownEntity { get; } = new(
        "canonical-unknown-entity", Error, 0, "`x-canonical` names no entity of the catalog, or another version of it; nothing was compared.",
        "Name an entity of the catalog, or write `x-canonical: none`.");

    public static ConformanceRule NotChecked { get; } = new(
        "canonical-not-checked", Error, 0, "A reference leads nowhere, or the schema says nothing, so this part could not be compared.",
        "Add the file or correct the reference; say the type of the value.");

    public static ConformanceRule MissingField { get; } = new(
        "canonical-missing-field", Error, 0, "A core field is not there. A request need not carry what the system of record assigns, a patch and a summary nothing.",
        "Add the field as the canonical schema has it.");

    public static ConformanceRule IncompleteField { get; } = new(
        "canonical-incomplete-field", Error, 25, "A field of a shared type, such as an address, lacks a part that the type requires.",
        "Add the part as the canonical type has it.");

    public static ConformanceRule OptionalField { get; } = new(
        "canonical-optional-field", Info, 100, "A response has a core field but does not promise it.",
        "Add it to `required`.");

    public static ConformanceRule FieldSpelling { get; } = new(
        "canonical-field-spelling", Warning, 75, "Names of fields have another case or other characters between their words (`created_at`); told once for an object.",
        "Spell the names as the canonical schema does.");

    public static ConformanceRule RenamedField { get; } = new(
        "canonical-renamed-field", Warning, 50, "A field has another name: a synonym, singular for plural, the entity's name before it, or the only name that is near.",
        "Use the canonical name.");

    public static ConformanceRule FlattenedField { get; } = new(
        "canonical-flattened-field", Warning, 50, "The parts of an object stand beside each other instead of inside it.",
        "Put them into the object.");

    public static ConformanceRule RetypedField { get; } = new(
        "canonical-retyped-field", Error, 25, "A field has another type.",
        "Use the canonical type.");

    public static ConformanceRule MoneyFloat { get; } = new(
        "canonical-money-float", Error, 25, "An amount of money is a JSON number, which readers round.",
        "Write {amount, currency} with the amount as decimal text.");

    public static ConformanceRule MoneyMinorUnits { get; } = new(
        "canonical-money-minor-units", Warning, 25, "An amount of money is a whole number of cents or the like; how many make a unit differs by currency.",
        "Write {amount, currency} with the amount as decimal text in units of the currency.");

    public static ConformanceRule MoneyCurrency { get; } = new(
        "canonical-money-currency", Error, 25, "An amount of money does not say its currency.",
        "Write {amount, currency}.");

    public static ConformanceRule DecimalFloat { get; } = new(
        "canonical-decimal-float", Error, 25, "An exact decimal, such as a quantity or a rate, is a JSON number, which readers round.",
        "Write it as decimal text.");

    public static ConformanceRule QuantityUnit { get; } = new(
        "canonical-quantity-unit", Error, 25, "A quantity does not say its unit of measure.",
        "Write {value, unit} with a code of UN/ECE Recommendation 20.");

    public static ConformanceRule DateZone { get; } = new(
        "canonical-date-zone", Warning, 25, "A moment is a day, a count of seconds, or text that need not say its zone.",
        "Write RFC 3339 with offset: `type: string, format: date-time`; for a day of the calendar `format: date`.");

    public static ConformanceRule EnumValue { get; } = new(
        "canonical-enum-value", Warning, 25, "A vocabulary has values of its own.",
        "Map them to the canonical values; what only one system knows belongs in `extensions`.");

    public static ConformanceRule EnumSpelling { get; } = new(
        "canonical-enum-spelling", Warning, 50, "A vocabulary spells canonical values otherwise.",
        "Spell them as the canonical schema does.");

    public static ConformanceRule EnumOpen { get; } = new(
        "canonical-enum-open", Info, 100, "A field with a vocabulary does not say its values.",
        "List the values with `enum`.");

    public static ConformanceRule ForeignIdentifier { get; } = new(
        "canonical-foreign-identifier", Warning, 0, "An identifier of another system, or of another entity, stands among the entity's own.",
        "Carry it in `externalIds` as {system, type, value}.");

    public static ConformanceRule ExtraField { get; } = new(
        "canonical-extra-field", Info, 0, "A field that the canonical entity does not have.",
        "Carry what only one system knows in `extensions`, or propose the field for the canonical entity.");

    public static ConformanceRule OpenObject { get; } = new(
        "canonical-open-object", Info, 100, "A request takes members that the canonical entity does not have, so a misspelled one is lost in silence.",
        "Write `additionalProperties: false`.");

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        UnknownEntity, NotChecked, MissingField, IncompleteField, OptionalField, FieldSpelling, RenamedField, FlattenedField, RetypedField, MoneyFloat, MoneyMinorUnits, MoneyCurrency, DecimalFloat, QuantityUnit, DateZone, EnumValue, EnumSpelling, EnumOpen, ForeignIdentifier, ExtraField, OpenObject,
    ];
}
