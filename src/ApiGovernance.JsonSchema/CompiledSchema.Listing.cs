using ApiGovernance.JsonSchema.Listing;

namespace ApiGovernance.JsonSchema;

/// <content>The program, printed.</content>
public sealed partial class CompiledSchema
{
    /// <summary>
    /// The program that runs the schema, one line for each instruction: what is checked for every kind of value, tables, ranges, branches
    /// and calls, the schemas each part was made from, and which values are left to the tape and why.
    /// </summary>
    public SchemaProgramListing Listing()
    {
        Prepare();
        return _plan is null ? ProgramWriter.TapeOnly(_root.Location("")) : ProgramWriter.Write(_plan);
    }
}
