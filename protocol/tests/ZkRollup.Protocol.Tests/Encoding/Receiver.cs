using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Protocol.Tests.Encoding;

/// <summary>Keeps what it is given, as <see cref="Wire"/> has it.</summary>
internal sealed class Receiver : ITransactionReceiver
{
    internal List<object> Received { get; } = [];

    void ITransactionReceiver.ReceiveSigned<T>(in T transaction, in SchnorrSignature signature) => Received.Add((transaction, signature));

    void ITransactionReceiver.ReceiveProven<T>(in T transaction) => Received.Add((transaction, default(SchnorrSignature)));

    void ITransactionReceiver.ReceiveOperation<T>(in T operation) => Received.Add((operation, default(SchnorrSignature)));
}
