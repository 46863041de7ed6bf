#ifndef SLUICE_CCURL_H
#define SLUICE_CCURL_H

/* The type checks of <curl/typecheck-gcc.h> look at literal options only; ours are arguments. */
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Setters and getters are variadic, which Swift cannot call: one wrapper for each class of argument. */
static inline CURLcode CCurl_setLong(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setOffset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setString(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setPointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode CCurl_setList(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*CCurl_DataCallback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*CCurl_SeekCallback)(void *context, curl_off_t offset, int origin);
static inline CURLcode CCurl_setDataCallback(CURL *easy, CURLoption option, CCurl_DataCallback callback) {
    return curl_easy_setopt(easy, option, callback);
}
static inline CURLcode CCurl_setSeekCallback(CURL *easy, CCurl_SeekCallback callback) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, callback);
}

static inline CURLcode CCurl_getLong(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode CCurl_getOffset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode CCurl_getPointer(CURL *easy, CURLINFO info, char **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode CCurl_setMultiLong(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/* The result of a message is in a union. Gives the next transfer that ended, or null. */
static inline CURL *CCurl_nextDone(CURLM *multi, CURLcode *result) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)))
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    return 0;
}

/* Names the calling thread, for debuggers and top. prctl is variadic, and Linux's alone. */
static inline void CCurl_nameThread(const char *name) {
#ifdef __linux__
    prctl(PR_SET_NAME, name, 0, 0, 0);
#else
    (void)name;
#endif
}

#endif
