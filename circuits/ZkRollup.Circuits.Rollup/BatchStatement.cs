using System.Diagnostics.CodeAnalysis;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Circuits.Rollup;

/// <summary>The public data of a batch as the public inputs of its proof, and back (docs/protocol.md, 13).</summary>
public static class BatchStatement
{
    /// <summary>The public inputs of a batch.</summary>
    /// <param name="data">What it makes public.</param>
    /// <param name="domain">Chain and contract.</param>
    public static PublicInputs ToInputs(BatchPublicData data, TransactionDomain domain)
    {
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyList<Fr> scalars = RollupPublics.ComputeScalars(
            data.Header, data.Operations.Length, data.Withdrawals.Length, data.Records.Length, domain.Lane);
        return new(scalars, PublicWords.ToColumns(data));
    }

    /// <summary>Reads public inputs; they are those of a batch exactly if <see cref="ToInputs"/> gives them.</summary>
    /// <param name="inputs">Untrusted.</param>
    /// <param name="domain">Chain and contract.</param>
    /// <param name="data">The public data, or null when rejected.</param>
    /// <param name="error">What is wrong; empty if nothing is.</param>
    public static bool TryRead(
        PublicInputs inputs, TransactionDomain domain, [NotNullWhen(true)] out BatchPublicData? data, out string error)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        data = null;
        if (inputs.Scalars.Count != RollupPublics.Count || inputs.Columns.Count != PublicationBus.Columns)
        {
            error = $"{inputs.Scalars.Count} public scalars and {inputs.Columns.Count} columns are not those of a batch";
            return false;
        }

        if (!BatchPublicData.TryRead(WordsOf(inputs), out BatchPublicData? read, out DecodeError fault))
        {
            error = $"the public data is none of a batch: {fault}";
            return false;
        }

        PublicInputs expected = ToInputs(read, domain);
        bool isSame = inputs.Scalars.SequenceEqual(expected.Scalars)
            && inputs.Columns.Zip(expected.Columns).All(pair => IsPadded(pair.First, pair.Second));
        error = isSame ? "" : "the public inputs are not written in the only way, or belong to another chain or contract";
        data = isSame ? read : null;
        return isSame;
    }

    /// <summary>The words of §13 as far as the columns hold them.</summary>
    private static Fr[] WordsOf(PublicInputs inputs)
    {
        List<Fr> words = [.. inputs.Scalars.Take(inputs.Scalars.Count - 1)];
        int used = inputs.Columns[0].TakeWhile(word => !word.IsZero).Count();
        for (int i = 0; i < used; i++)
        {
            int row = i;
            Fr kind = inputs.Columns[^1][row];
            (int skip, int take) = kind == Fr.FromInt64((long)PublicationKind.QueueOperation) ? (1, 6)
                : kind == Fr.FromInt64((long)PublicationKind.Withdrawal) ? (1, 2)
                : (0, 5);
            words.AddRange(Enumerable.Range(1 + skip, take).Select(column => inputs.Columns[column][row]));
        }

        return [.. words];
    }

    /// <summary>The file of a proof may hold zeros after the words; the proof is the same.</summary>
    private static bool IsPadded(IReadOnlyList<Fr> column, IReadOnlyList<Fr> expected) =>
        column.Count >= expected.Count && column.Take(expected.Count).SequenceEqual(expected)
            && column.Skip(expected.Count).All(word => word.IsZero);
}
