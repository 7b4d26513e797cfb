using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>What a slot hands to its devices, and what it takes from them.</summary>
internal sealed record DeviceSlot
{
    internal Fr[] Lanes { get; init; } = new Fr[MachineShape.MessageLanes];

    internal Fr IsLong { get; init; }

    /// <summary>Another digest than that of the lanes; null for that.</summary>
    internal Fr? OtherDigest { get; init; }

    internal Fr SignatureEnable { get; init; }

    internal (Fr X, Fr Y) SignatureKey { get; init; }

    /// <summary>The signature; null for that of the open signer.</summary>
    internal SchnorrSignature? Signature { get; init; }

    internal (Fr X, Fr Y) Key { get; init; }

    /// <summary>Another result for the key than the right one; null for that.</summary>
    internal Fr? OtherUsable { get; init; }

    internal Fr LogEnable { get; init; }

    internal Fr Sequence { get; init; }

    internal Fr Time { get; init; }

    internal Fr QueueEnable { get; init; }

    internal Fr QueueIndex { get; init; }

    internal Fr Outcome { get; init; }

    internal Fr WithdrawalEnable { get; init; }

    internal Fr Position { get; init; }

    internal Fr Word { get; init; }

    internal Fr Account { get; init; }

    /// <summary>The transaction hash of the lanes.</summary>
    internal Fr Digest => Poseidon2.Hash(TransactionLanes.HashDomain, IsLong.IsZero ? Lanes.AsSpan(0, 3) : Lanes);

    /// <summary>The results and third operands of the rows of devices, by row.</summary>
    internal (Dictionary<int, Fr> Results, Dictionary<int, Fr> Thirds) ToRegisters()
    {
        bool isUsable = SchnorrPublicKey.TryCreate(Key.X, Key.Y, out _, out _);
        Dictionary<int, Fr> results = new()
        {
            [DeviceRegisters.MessageDigest] = OtherDigest ?? Digest,
            [DeviceRegisters.KeyUsable] = OtherUsable ?? (isUsable ? Fr.One : Fr.Zero),
        };
        Dictionary<int, Fr> thirds = new()
        {
            [DeviceRegisters.MessageLong] = IsLong,
            [DeviceRegisters.SignatureEnable] = SignatureEnable,
            [DeviceRegisters.SignatureKeyX] = SignatureKey.X,
            [DeviceRegisters.SignatureKeyY] = SignatureKey.Y,
            [DeviceRegisters.KeyX] = Key.X,
            [DeviceRegisters.KeyY] = Key.Y,
            [DeviceRegisters.LogEnable] = LogEnable,
            [DeviceRegisters.LogSequence] = Sequence,
            [DeviceRegisters.LogTime] = Time,
            [DeviceRegisters.QueueEnable] = QueueEnable,
            [DeviceRegisters.QueueIndex] = QueueIndex,
            [DeviceRegisters.QueueOutcome] = Outcome,
            [DeviceRegisters.WithdrawalEnable] = WithdrawalEnable,
            [DeviceRegisters.WithdrawalPosition] = Position,
            [DeviceRegisters.WithdrawalWord] = Word,
            [DeviceRegisters.WithdrawalAccount] = Account,
        };
        for (int lane = 0; lane < Lanes.Length; lane++)
        {
            thirds[DeviceRegisters.MessageLane(lane)] = Lanes[lane];
        }

        return (results, thirds);
    }
}
