/**
 * Calls back whoever uses the SDK. Their mistake is theirs to see, as an error of the page: thrown here, it would break a
 * connection, which would come back with it for ever, or keep a message from being sent.
 */
export function tell(callBack: () => void): void {
  try {
    callBack();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
