using System.Numerics;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Contracts;

namespace ZkRollup.Sequencer.Settlement.Tests.Contracts;

public class RevertReasonTests
{
    [Fact]
    public void Decode_MessageOfSolidity_IsTheMessage()
    {
        // The example of the Solidity documentation, "revert".
        const string data =
            "08c379a00000000000000000000000000000000000000000000000000000000000000020"
            + "000000000000000000000000000000000000000000000000000000000000001a"
            + "4e6f7420656e6f7567682045746865722070726f76696465642e000000000000";
        RevertReason reason = RevertReason.Decode(Convert.FromHexString(data));
        Assert.Equal(("Error", "Not enough Ether provided."), (reason.Name, reason.Text));
    }

    [Theory]
    [InlineData("Panic(uint256)", 0x11, "Panic(0x11): arithmetic overflow")]
    [InlineData("Panic(uint256)", 0x32, "Panic(0x32): index out of range")]
    [InlineData("Panic(uint256)", 0x99, "Panic(0x99): of the compiler")]
    [InlineData("ProofRejected(uint8 status)", 15, "ProofRejected(PairingsDiffer)")]
    [InlineData("ProofRejected(uint8 status)", 99, "ProofRejected(99)")]
    [InlineData("OperationTooOld(uint256 index)", 7, "OperationTooOld(index 7)")]
    public void Decode_KnownError_IsReadable(string error, int value, string expected)
    {
        byte[] data = [.. new AbiError(error).Selector, .. AbiEncoder.Encode([AbiType.Parse("uint256")], [new BigInteger(value)])];
        Assert.Equal(expected, RevertReason.Decode(data).Text);
    }

    [Theory]
    [InlineData("", "reverted without a reason")]
    [InlineData("01", "an unknown error, 0x01")]
    [InlineData("12345678", "an unknown error, 0x12345678")]
    public void Decode_UnknownData_IsShown(string data, string expected) =>
        Assert.Equal(expected, RevertReason.Decode(Convert.FromHexString(data)).Text);

    [Fact]
    public void Decode_KnownSelectorWithOtherArguments_IsUnknown()
    {
        byte[] data = [.. new AbiError("OperationTooOld(uint256 index)").Selector, 1];
        Assert.StartsWith("an unknown error", RevertReason.Decode(data).Text, StringComparison.Ordinal);
    }
}
