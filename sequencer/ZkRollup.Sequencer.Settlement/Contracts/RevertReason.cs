using System.Globalization;
using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Why a call reverts.</summary>
/// <param name="Name">Name of the error; empty if the contract gives none, or an unknown one.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Text">All of it, for people, as NoticeTooShort(least 604800, got 5).</param>
public sealed record RevertReason(string Name, IReadOnlyList<AbiValue> Arguments, string Text)
{
    private static readonly AbiError Message = new("Error(string)");
    private static readonly AbiError Panic = new("Panic(uint256)");

    /// <summary>Decodes what a reverting call returned. Errors of several contracts with one signature mean the same.</summary>
    public static RevertReason Decode(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return new RevertReason(string.Empty, [], "reverted without a reason");
        }

        if (Message.TryDecode(data, out AbiValue[] values))
        {
            return new RevertReason(Message.Name, values, values[0].Text);
        }

        if (Panic.TryDecode(data, out values))
        {
            string code = ((ulong)(values[0].Integer & ulong.MaxValue)).ToString("x2", CultureInfo.InvariantCulture);
            return new RevertReason(Panic.Name, values, $"Panic(0x{code}): {Cause(values[0])}");
        }

        foreach (AbiError error in ContractErrors.All)
        {
            if (error.TryDecode(data, out values))
            {
                // The one enumeration among the arguments of errors: people should not have to count.
                string text = error.Name == "ProofRejected" ? $"ProofRejected({(ProofStatus)values[0].UInt64})" : error.Describe(values);
                return new RevertReason(error.Name, values, text);
            }
        }

        return new RevertReason(string.Empty, [], $"an unknown error, {AbiValue.OfBytes(data)}");
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    /// <summary>Solidity documentation, "Panic via assert and Error via require".</summary>
    private static string Cause(AbiValue code) => code.Integer switch
    {
        var c when c == 0x01 => "an assertion failed",
        var c when c == 0x11 => "arithmetic overflow",
        var c when c == 0x12 => "division by zero",
        var c when c == 0x21 => "no such value of an enumeration",
        var c when c == 0x32 => "index out of range",
        var c when c == 0x41 => "out of memory",
        _ => "of the compiler",
    };
}
