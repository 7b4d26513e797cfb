using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using Bit = ZkRollup.Circuits.Builder.Bit;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>A row that publishes words handed over by programs. All such rows are one term of the bus.</summary>
/// <remarks>
/// Words that a kind does not use are free cells, zero in an honest witness: the public words have zeros there, so nothing else is matched.
/// </remarks>
internal static class PublicationRow
{
    internal const string Label = "publication.send";

    /// <summary>Publishes words if a bit is 1.</summary>
    internal static void Add(
        CircuitBuilder builder,
        MachineColumns columns,
        PublicationBus publication,
        PublicationKind kind,
        int enable,
        IReadOnlyList<Element> words)
    {
        Region row = builder.Allocate("publication", new(1, 1 + PublicationBus.Words));
        Bit isSent = builder.Import(DeviceBits.Constrain(builder, columns, enable), row[0, 0]);
        for (int word = 0; word < words.Count; word++)
        {
            builder.Import(words[word], row[0, 1 + word]);
        }

        Expression[] cells = [.. Enumerable.Range(1, PublicationBus.Words).Select(column => (Expression)row[0, column])];
        publication.Send(Label, isSent, Expression.Parameter(0, Fr.FromInt64((long)kind)), cells);
    }
}
